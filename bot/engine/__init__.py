"""Planning what to tell and delivering it, whatever crashes."""
