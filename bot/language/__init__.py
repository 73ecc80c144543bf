"""What people type, read into plain values: days, cadences, names and command lines.

Pure: no clock, no network, no logging, and nothing from `bot.domain`. The only files read are the grammars beside these
modules and the nickname table of its package, each once, when first needed.
"""
