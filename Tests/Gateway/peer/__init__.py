"""A peer of the gateway that behaves as the released JavaScript client (ic-websocket-js 0.5.0) does, made from what is
known of it on the wire alone: what it sends is what that client sends, and what it takes is nothing else. Also raw
sockets, for all that no client should send. It shares no code with the package that it judges.
"""
