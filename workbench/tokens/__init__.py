"""What every measure reads: the tree and grammar of an article, its words, and the choice of zones and voices."""
