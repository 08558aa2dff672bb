"""The measures: pure functions from tables to tidy tables, none of which imports another."""
