"""Publishers' files, loaded whole or not at all: read, measured against the region, then stored."""
