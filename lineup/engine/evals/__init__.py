"""Scoring what a step made by a rubric (contract §4.8). It runs in the child that did the step."""
