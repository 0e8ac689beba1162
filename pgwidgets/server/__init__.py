"""HTTP and WebSocket: who may come in, what is served, and the ports it is served on."""
