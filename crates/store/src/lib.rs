//! What is kept: stories, questions, digs, drafts and vectors, on SQLite or PostgreSQL.
