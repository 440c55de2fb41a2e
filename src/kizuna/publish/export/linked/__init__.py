"""The register as linked data: its entities, values, claims and vocabularies as nodes of RDF, for two notations.

Law: both notations write the same nodes, so that their graphs are the same.
"""
