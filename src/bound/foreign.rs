//! The types of other crates, each behind a feature of the crate's name.

/// Implements the trait for a type of another crate.
#[cfg(any(
    feature = "chrono",
    feature = "http",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "serde_json",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
macro_rules! foreign {
    ($($kind:ident $type:ty, |$this:ident| $value:expr $(, |$owned:ident| $construct:expr)?;)*) => {$(
        impl super::FieldOf<super::kind::$kind> for $type {
            fn value(&self) -> <super::kind::$kind as super::kind::Kind>::Value<'_> {
                let $this = self;
                $value
            }

            $(
                const CONSTRUCTIBLE: bool = true;

                fn construct($owned: <super::kind::$kind as super::kind::Kind>::Owned) -> Option<Self> {
                    $construct
                }
            )?
        }
    )*};
}

#[cfg(feature = "chrono")]
foreign! {
    timestamp chrono::DateTime<chrono::Utc>, |this| (*this).into(), |time| Some(time.into());
    timestamp chrono::DateTime<chrono::FixedOffset>, |this| (*this).into(),
        |time| Some(chrono::DateTime::<chrono::Utc>::from(time).into());
}

#[cfg(feature = "http")]
foreign! {
    u16 http::StatusCode, |this| this.as_u16(), |status| http::StatusCode::from_u16(status).ok();
}

#[cfg(feature = "jiff")]
foreign! {
    timestamp jiff::Timestamp, |this| (*this).into(), |time| Some(time.into());
}

#[cfg(feature = "rust_decimal")]
foreign! {
    string rust_decimal::Decimal, |this| error_catalog_wire::Value::Display(this), |text| text.parse().ok();
}

#[cfg(feature = "serde_json")]
foreign! {
    any serde_json::Value, |this| super::value::Held::Owned(this.clone().into()), |json| Some(json.into());
    object serde_json::Value, |this| super::value::Held::Owned(this.clone().into()), |json| Some(json.into());
}

#[cfg(feature = "time")]
foreign! {
    timestamp time::OffsetDateTime, |this| (*this).into(), |time| Some(time.into());
}

#[cfg(feature = "url")]
foreign! {
    string url::Url, |this| error_catalog_wire::Value::Str(this.as_str()), |text| text.parse().ok();
}

#[cfg(feature = "uuid")]
foreign! {
    uuid uuid::Uuid, |this| (*this).into(), |uuid| Some(uuid.into());
}
