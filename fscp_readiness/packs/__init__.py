"""What people are told: the leadership pack, the worklists and the data files. Jinja and WeasyPrint live here."""
