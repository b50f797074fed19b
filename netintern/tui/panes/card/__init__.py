"""The card: who somebody is, at a glance, beside the queue and the graph."""
