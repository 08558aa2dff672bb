"""The rules that find attributions, one story a file; `order` says which comes first and which wins."""
