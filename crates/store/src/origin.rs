//! Taking away in one go what came in one go: the sample bank, an import.

use glidepath_domain::Story;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use crate::body::{self, Keep};
use crate::bulk::BATCH;
use crate::entity::{card, kept, past};
use crate::shelf::past_of;
use crate::{Act, Desk, StoreError};

impl Desk<'_> {
    /// Removes all that came from `origin` and was not changed since, of every kind, and says how many it was.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn remove_origin(&self, origin: &str) -> Result<u64, StoreError> {
        if origin.is_empty() {
            // That is the mark of what people wrote themselves.
            return Ok(0);
        }
        let now = self.store.source.now_ms();
        let txn = self.store.write().await?;
        let rows = self
            .turn(&txn, origin, kept::Column::DeletedAt.is_null(), Act::Removed, now)
            .await?;
        card::Entity::delete_many()
            .filter(card::Column::WorkspaceId.eq(self.workspace))
            .filter(card::Column::Origin.eq(origin))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(rows.len() as u64)
    }

    /// Brings back all removed things that came from `origin`, and says how many it was.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn restore_origin(&self, origin: &str) -> Result<u64, StoreError> {
        if origin.is_empty() {
            // That is the mark of what people wrote themselves.
            return Ok(0);
        }
        let now = self.store.source.now_ms();
        let txn = self.store.write().await?;
        let rows = self
            .turn(&txn, origin, kept::Column::DeletedAt.is_not_null(), Act::Restored, now)
            .await?;
        for batch in rows.chunks(BATCH) {
            let mut stories = Vec::with_capacity(batch.len());
            for row in batch.iter().filter(|row| row.kind == Story::KIND) {
                stories.push((row, body::read::<Story>(&row.id, &row.body)?));
            }
            self.renew_cards(&txn, stories.iter().map(|(row, story)| (*row, story)))
                .await?;
        }
        txn.commit().await?;
        Ok(rows.len() as u64)
    }

    /// Changes whether the rows of an origin are live, with their history, and returns them as they are then.
    async fn turn(
        &self,
        txn: &DatabaseTransaction,
        origin: &str,
        which: Expr,
        act: Act,
        now: i64,
    ) -> Result<Vec<kept::Model>, StoreError> {
        let those = Condition::all()
            .add(kept::Column::WorkspaceId.eq(self.workspace))
            .add(kept::Column::Origin.eq(origin))
            .add(which);
        let mut rows = kept::Entity::find()
            .filter(those.clone())
            .lock_exclusive()
            .all(txn)
            .await?;
        let deleted_at = (act == Act::Removed).then_some(now);
        kept::Entity::update_many()
            .col_expr(kept::Column::Version, Expr::col(kept::Column::Version).add(1))
            .col_expr(kept::Column::UpdatedMs, Expr::value(now))
            .col_expr(kept::Column::DeletedAt, Expr::value(deleted_at))
            .filter(those)
            .exec(txn)
            .await?;
        for row in &mut rows {
            row.version += 1;
            row.updated_ms = now;
            row.deleted_at = deleted_at;
        }
        for batch in rows.chunks(BATCH) {
            let history = batch.iter().map(|row| past_of(row, act));
            past::Entity::insert_many(history).exec_without_returning(txn).await?;
        }
        Ok(rows)
    }
}
