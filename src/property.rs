//! The methods of an enum of codes that return properties.

/// A column of numbers. Each error has a byte, which is 0 if the error has no number, and the bytes of the number.
pub struct Numbers {
    /// The number of bytes of a number, at most 8.
    pub width: usize,
    /// The bytes of all errors. The numbers are little-endian.
    pub bytes: &'static [u8],
}

impl Numbers {
    /// The number at `index`, whose missing bytes are 0. A conversion into the type of the number therefore also
    /// returns a negative number.
    #[must_use]
    pub const fn get(&self, index: usize) -> Option<u64> {
        let start = index * (1 + self.width);
        if start >= self.bytes.len() || self.bytes[start] == 0 {
            return None;
        }
        let (mut number, mut at) = (0, 0);
        while at < self.width && start + 1 + at < self.bytes.len() {
            number |= (self.bytes[start + 1 + at] as u64) << (8 * at);
            at += 1;
        }
        Some(number)
    }
}

/// The method for a property; `codegen/src/rust/property.rs` writes the values.
#[doc(hidden)]
#[macro_export]
macro_rules! __property {
    ($code:ident, text, required, {$($docs:tt)*} $name:ident, $text:expr, $offsets:expr) => {
        $crate::__private::property! { @ $code, {$($docs)*} $name, &'static $crate::__private::str, row => {
            const COLUMN: $crate::__private::Strings =
                $crate::__private::Strings { text: $text, offsets: $offsets };
            COLUMN.get(row)
        } }
    };
    ($code:ident, text, optional, {$($docs:tt)*} $name:ident, $text:expr, $offsets:expr) => {
        $crate::__private::property! {
            @ $code, {$($docs)*} $name, $crate::__private::Option<&'static $crate::__private::str>, row => {
                const COLUMN: $crate::__private::Strings =
                    $crate::__private::Strings { text: $text, offsets: $offsets };
                let text = COLUMN.get(row);
                if text.is_empty() { $crate::__private::None } else { $crate::__private::Some(text) }
            }
        }
    };
    ($code:ident, flag, required, {$($docs:tt)*} $name:ident, $bytes:expr) => {
        $crate::__private::property! { @ $code, {$($docs)*} $name, $crate::__private::bool, row => {
            const COLUMN: &[$crate::__private::u8] = $bytes;
            COLUMN[row] == 2
        } }
    };
    ($code:ident, flag, optional, {$($docs:tt)*} $name:ident, $bytes:expr) => {
        $crate::__private::property! {
            @ $code, {$($docs)*} $name, $crate::__private::Option<$crate::__private::bool>, row => {
                const COLUMN: &[$crate::__private::u8] = $bytes;
                if COLUMN[row] == 0 { $crate::__private::None } else { $crate::__private::Some(COLUMN[row] == 2) }
            }
        }
    };
    ($code:ident, number, required, {$($docs:tt)*} $name:ident, $ty:ident, $width:literal, $bytes:expr) => {
        $crate::__private::property! { @ $code, {$($docs)*} $name, $crate::__private::$ty, row => {
            const COLUMN: $crate::__private::Numbers = $crate::__private::Numbers { width: $width, bytes: $bytes };
            match COLUMN.get(row) {
                $crate::__private::Some(number) => number as $crate::__private::$ty,
                $crate::__private::None => 0,
            }
        } }
    };
    ($code:ident, number, optional, {$($docs:tt)*} $name:ident, $ty:ident, $width:literal, $bytes:expr) => {
        $crate::__private::property! {
            @ $code, {$($docs)*} $name, $crate::__private::Option<$crate::__private::$ty>, row => {
                const COLUMN: $crate::__private::Numbers =
                    $crate::__private::Numbers { width: $width, bytes: $bytes };
                match COLUMN.get(row) {
                    $crate::__private::Some(number) => $crate::__private::Some(number as $crate::__private::$ty),
                    $crate::__private::None => $crate::__private::None,
                }
            }
        }
    };
    ($code:ident, value, required, {$($docs:tt)*} $name:ident, $ty:ident, $bytes:expr) => {
        $crate::__private::property! { @ $code, {$($docs)*} $name, $ty, row => {
            const COLUMN: $crate::__private::Numbers = $crate::__private::Numbers { width: 1, bytes: $bytes };
            match COLUMN.get(row) {
                $crate::__private::Some(index) => $ty::ALL[index as $crate::__private::usize],
                $crate::__private::None => $ty::ALL[0],
            }
        } }
    };
    ($code:ident, value, optional, {$($docs:tt)*} $name:ident, $ty:ident, $bytes:expr) => {
        $crate::__private::property! { @ $code, {$($docs)*} $name, $crate::__private::Option<$ty>, row => {
            const COLUMN: $crate::__private::Numbers = $crate::__private::Numbers { width: 1, bytes: $bytes };
            match COLUMN.get(row) {
                $crate::__private::Some(index) => {
                    $crate::__private::Some($ty::ALL[index as $crate::__private::usize])
                }
                $crate::__private::None => $crate::__private::None,
            }
        } }
    };
    (@ $code:ident, {$($docs:tt)*} $name:ident, $ty:ty, $row:ident => $body:block) => {
        impl $code {
            $($docs)*
            #[inline]
            #[must_use]
            pub const fn $name(self) -> $ty {
                let $row = self.row();
                $body
            }
        }
    };
}
