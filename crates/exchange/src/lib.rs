//! Files in and out: CVs, vaults, tables, decks.
