"""Which methods papers name: the lexicon, the new names, the tagger."""
