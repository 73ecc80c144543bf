"""What machines ask Kith over HTTP."""
