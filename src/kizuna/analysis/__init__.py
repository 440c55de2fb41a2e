"""What the ties amount to: measures and findings computed from the register, each with
its claims.
"""
