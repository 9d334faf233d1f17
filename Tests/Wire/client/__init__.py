"""A client of the Internet Computer's HTTP interface, made from its specification alone: what it sends is what the
specification says, and what it takes is nothing else. It shares no code with the package that it judges.
"""
