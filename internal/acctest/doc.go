package acctest
