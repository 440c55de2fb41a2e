"""The parts of importing a list: what is known already, which places are meant, what is
claimed, what differs.
"""
