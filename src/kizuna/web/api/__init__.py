"""The interface for programs, a folder a version: an answer of one version keeps its
shape.
"""
