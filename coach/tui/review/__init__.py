"""The screen on which a recorded call is walked through with the keyboard alone."""
