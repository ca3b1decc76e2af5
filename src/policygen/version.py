"""The version of the program, which is part of every fingerprint."""

__version__ = "0.1.0"
