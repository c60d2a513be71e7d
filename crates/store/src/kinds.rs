//! What can be done with stories, questions, digs, sources, drills, cards of memory, blocks, loops and scorecards: the same for each,
//! under its own names.

use glidepath_domain::{Block, Dig, Drill, Loop, MemoryCard, Question, Scorecard, Story};

use crate::{Desk, Kept, Past, SourceText, StoreError};

/// Gives a kind its methods. The names are written out so that a search finds them.
macro_rules! kept_kind {
    ($type:ident: $put:ident, $put_all:ident, $get:ident, $all:ident, $remove:ident, $removed:ident, $restore:ident, $purge:ident, $history:ident) => {
        impl Desk<'_> {
            /// Writes one. Without an `id` it gets a fresh one; without an `expected` version it must be new, or its
            /// name free because it was removed. What a person writes is theirs: its `origin` is empty from then on.
            ///
            /// # Errors
            ///
            /// [`StoreError::Stale`] with what is there, if its version is not the `expected` one;
            /// [`StoreError::Taken`] or [`StoreError::Missing`] if it should not, or should, be there already.
            pub async fn $put(
                &self,
                id: Option<&str>,
                expected: Option<i64>,
                value: &$type,
            ) -> Result<Kept<$type>, StoreError> {
                self.put(id, expected, value).await
            }

            /// Writes many new ones that came from `origin`, all or none, and returns them in the order given.
            ///
            /// # Errors
            ///
            /// [`StoreError::Taken`] if one of the names is there already or comes twice.
            pub async fn $put_all(
                &self,
                origin: &str,
                values: &[(Option<String>, $type)],
            ) -> Result<Vec<Kept<$type>>, StoreError> {
                self.put_all(origin, values).await
            }

            /// Reads one.
            ///
            /// # Errors
            ///
            /// [`StoreError::Missing`] if there is none, or it was removed.
            pub async fn $get(&self, id: &str) -> Result<Kept<$type>, StoreError> {
                self.get(id).await
            }

            /// Reads all, in the order they were first written.
            ///
            /// # Errors
            ///
            /// If the database does not answer.
            pub async fn $all(&self) -> Result<Vec<Kept<$type>>, StoreError> {
                self.all().await
            }

            /// Removes one, so that it can be restored.
            ///
            /// # Errors
            ///
            /// [`StoreError::Stale`] with what is there, if its version is another;
            /// [`StoreError::Missing`] if there is none, or it was removed.
            pub async fn $remove(&self, id: &str, version: i64) -> Result<(), StoreError> {
                self.remove::<$type>(id, version).await
            }

            /// Reads those that were removed and can be restored, the last one first. They were removed when they were
            /// last written.
            ///
            /// # Errors
            ///
            /// If the database does not answer.
            pub async fn $removed(&self) -> Result<Vec<Kept<$type>>, StoreError> {
                self.removed().await
            }

            /// Brings a removed one back as it was.
            ///
            /// # Errors
            ///
            /// [`StoreError::NotRemoved`] if it is there; [`StoreError::Missing`] if there never was one.
            pub async fn $restore(&self, id: &str) -> Result<Kept<$type>, StoreError> {
                self.restore(id).await
            }

            /// Wipes one out with its history and all that hangs on it, removed or not. Only a backup has it then.
            ///
            /// # Errors
            ///
            /// [`StoreError::Missing`] if there is none.
            pub async fn $purge(&self, id: &str) -> Result<(), StoreError> {
                self.purge::<$type>(id).await
            }

            /// Every version, oldest first; empty if there never was one.
            ///
            /// # Errors
            ///
            /// If the database does not answer.
            pub async fn $history(&self, id: &str) -> Result<Vec<Past<$type>>, StoreError> {
                self.history(id).await
            }
        }
    };
}

kept_kind!(Story: put_story, put_stories, story, stories, remove_story, removed_stories, restore_story, purge_story, story_history);
kept_kind!(Question: put_question, put_questions, question, questions, remove_question, removed_questions, restore_question, purge_question, question_history);
kept_kind!(Dig: put_dig, put_digs, dig, digs, remove_dig, removed_digs, restore_dig, purge_dig, dig_history);
kept_kind!(SourceText: put_source, put_sources, source, sources, remove_source, removed_sources, restore_source, purge_source, source_history);
kept_kind!(Drill: put_drill, put_drills, drill, drills, remove_drill, removed_drills, restore_drill, purge_drill, drill_history);
kept_kind!(MemoryCard: put_memory, put_memories, memory, memories, remove_memory, removed_memories, restore_memory, purge_memory, memory_history);
kept_kind!(Block: put_block, put_blocks, block, blocks, remove_block, removed_blocks, restore_block, purge_block, block_history);
kept_kind!(Loop: put_loop, put_loops, mock_loop, loops, remove_loop, removed_loops, restore_loop, purge_loop, loop_history);
kept_kind!(Scorecard: put_scorecard, put_scorecards, scorecard, scorecards, remove_scorecard, removed_scorecards, restore_scorecard, purge_scorecard, scorecard_history);
