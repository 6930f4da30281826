//! A serde serializer that writes JSON to a [`core::fmt::Write`] without allocations.

#[cfg(test)]
mod tests;

use core::fmt::{self, Display, Write};

use error_catalog_wire::Escaped;
use serde_core::ser::{self, Serialize, Serializer};

/// The error of a value that cannot be serialized: an error of its `Serialize`, a map key that is not a string, or an
/// error of the writer.
#[derive(Debug)]
pub(crate) struct NoJson;

impl Display for NoJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as JSON")
    }
}

impl core::error::Error for NoJson {}

impl ser::Error for NoJson {
    fn custom<T: Display>(_: T) -> Self {
        NoJson
    }
}

impl From<fmt::Error> for NoJson {
    fn from(_: fmt::Error) -> Self {
        NoJson
    }
}

/// Writes one JSON value.
pub(crate) struct JsonWriter<'a> {
    out: &'a mut dyn Write,
    /// Whether the value is the key of an object. A key is a string, or a scalar that becomes a string.
    key: bool,
}

type Done = Result<(), NoJson>;

impl<'a> JsonWriter<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, key: false }
    }

    /// Writes a number or a boolean, in quotation marks if the value is a key.
    fn simple(self, value: impl Display) -> Done {
        let quote = if self.key { "\"" } else { "" };
        Ok(write!(self.out, "{quote}{value}{quote}")?)
    }

    fn null(self) -> Done {
        if self.key { Err(NoJson) } else { Ok(self.out.write_str("null")?) }
    }

    /// Writes `open` now and `close` at the end.
    fn nest(self, open: &str, close: &'static str) -> Result<Nest<'a>, NoJson> {
        if self.key {
            return Err(NoJson);
        }
        self.out.write_str(open)?;
        Ok(Nest { out: self.out, close, first: true })
    }

    /// Writes `{"variant":` and `open`.
    fn nest_variant(self, variant: &str, open: &str, close: &'static str) -> Result<Nest<'a>, NoJson> {
        let mut nest = self.nest("{", close)?;
        nest.key(variant)?;
        nest.out.write_str(open)?;
        nest.first = true;
        Ok(nest)
    }
}

/// An array or an object that is being written.
pub(crate) struct Nest<'a> {
    out: &'a mut dyn Write,
    close: &'static str,
    first: bool,
}

impl Nest<'_> {
    fn comma(&mut self) -> Done {
        if !core::mem::take(&mut self.first) {
            self.out.write_str(",")?;
        }
        Ok(())
    }

    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.comma()?;
        key.serialize(JsonWriter { out: self.out, key: true })?;
        Ok(self.out.write_str(":")?)
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(JsonWriter::new(self.out))
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.comma()?;
        self.value(value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Done {
        self.key(key)?;
        self.value(value)
    }

    fn close(self) -> Done {
        Ok(self.out.write_str(self.close)?)
    }
}

macro_rules! simple {
    ($($name:ident($type:ty))*) => {$(
        fn $name(self, value: $type) -> Done {
            self.simple(value)
        }
    )*};
}

impl<'a> Serializer for JsonWriter<'a> {
    type Ok = ();
    type Error = NoJson;
    type SerializeSeq = Nest<'a>;
    type SerializeTuple = Nest<'a>;
    type SerializeTupleStruct = Nest<'a>;
    type SerializeTupleVariant = Nest<'a>;
    type SerializeMap = Nest<'a>;
    type SerializeStruct = Nest<'a>;
    type SerializeStructVariant = Nest<'a>;

    simple! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_i128(i128) serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_u128(u128)
    }

    // `Debug` writes the shortest number that parses to the same float. The output is always valid JSON.

    fn serialize_f32(self, value: f32) -> Done {
        if value.is_finite() { self.simple(format_args!("{value:?}")) } else { self.null() }
    }

    fn serialize_f64(self, value: f64) -> Done {
        if value.is_finite() { self.simple(format_args!("{value:?}")) } else { self.null() }
    }

    fn serialize_char(self, value: char) -> Done {
        self.collect_str(&value)
    }

    fn serialize_str(self, value: &str) -> Done {
        self.collect_str(value)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        self.out.write_str("\"")?;
        write!(Escaped(self.out), "{value}")?;
        Ok(self.out.write_str("\"")?)
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Done {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.null()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let mut nest = self.nest("{", "}")?;
        nest.member(variant, value)?;
        nest.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Nest<'a>, NoJson> {
        self.nest("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Nest<'a>, NoJson> {
        self.nest("[", "]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Nest<'a>, NoJson> {
        self.nest("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nest<'a>, NoJson> {
        self.nest_variant(variant, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Nest<'a>, NoJson> {
        self.nest("{", "}")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Nest<'a>, NoJson> {
        self.nest("{", "}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nest<'a>, NoJson> {
        self.nest_variant(variant, "{", "}}")
    }
}

macro_rules! nest {
    ($($trait:ident { $($method:ident($($key:ident: $type:ty)?) => $way:ident)* })*) => {$(
        impl ser::$trait for Nest<'_> {
            type Ok = ();
            type Error = NoJson;

            $(fn $method<T: Serialize + ?Sized>(&mut self, $($key: $type,)? value: &T) -> Done {
                self.$way($($key,)? value)
            })*

            fn end(self) -> Done {
                self.close()
            }
        }
    )*};
}

nest! {
    SerializeSeq { serialize_element() => element }
    SerializeTuple { serialize_element() => element }
    SerializeTupleStruct { serialize_field() => element }
    SerializeTupleVariant { serialize_field() => element }
    SerializeMap { serialize_key() => key serialize_value() => value }
    SerializeStruct { serialize_field(key: &'static str) => member }
    SerializeStructVariant { serialize_field(key: &'static str) => member }
}
