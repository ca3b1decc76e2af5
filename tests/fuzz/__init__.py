"""Hostile and broken input made by chance: two targets, run shortly as tests and long by ``make fuzz``."""
