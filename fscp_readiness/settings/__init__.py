"""What this council chose, read from config/ and checked before anything runs."""
