"""The wire protocol without any input or output: frames in, messages out, and back."""
