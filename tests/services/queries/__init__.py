"""Tests: the questions that the faces ask."""
