"""The template language: a checked subset of Jinja that prints a skeleton and keeps values out of it."""
