"""The words of Kith as values and pure functions: no I/O, no clock, no logging."""
