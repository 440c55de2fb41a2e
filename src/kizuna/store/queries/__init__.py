"""What can be asked of the store: functions that return frozen values."""
