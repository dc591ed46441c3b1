"""Coach listens to both sides of a phone call and helps people to listen."""

__version__ = "0.1.0"
