"""News Framing Workbench: several reports of one event, side by side, with the words behind every number."""
