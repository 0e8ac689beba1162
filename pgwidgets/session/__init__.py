"""The one owner of a model: commands and inputs in, messages and handlers' work out."""
