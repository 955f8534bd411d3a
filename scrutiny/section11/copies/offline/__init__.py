"""Answering away from the site: a spreadsheet to take along, and to bring back."""
