"""Files into records, and Kith's own archive: formats only, no storage, no decisions about who is whom."""
