"""What entering is made of: plain words read into values, and claims made of what was
entered.
"""
