//! UUIDs of the crate `uuid`.

use crate::uuid::Uuid;

impl From<::uuid::Uuid> for Uuid {
    fn from(id: ::uuid::Uuid) -> Self {
        Self::from_bytes(id.into_bytes())
    }
}

impl From<Uuid> for ::uuid::Uuid {
    fn from(id: Uuid) -> Self {
        Self::from_bytes(id.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn an_id_keeps_its_text() {
        let id = ::uuid::Uuid::from_u128(0xf81d4fae_7dec_11d0_a765_00a0c91e6bf6);
        assert_eq!(Uuid::from(id).to_string(), id.to_string());
        assert_eq!(::uuid::Uuid::from(Uuid::from(id)), id);
    }
}
