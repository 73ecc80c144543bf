"""Kith: a companion in chat that helps people keep their relationships alive."""
