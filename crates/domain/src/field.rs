//! What a field is: its number, its name, and how it merges; and the macro that declares a kind.

use thiserror::Error;

/// How a field merges when it is changed on two devices side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One value. Side by side, both are kept; the later one by the hybrid clock is shown, the other marked.
    One,
    /// Prose. Side by side, both edits are in it, character by character.
    Text,
    /// A set of values. Side by side, an addition wins over a removal that had not seen it.
    Set,
}

/// A field of a kind. The number is serialized: never change or reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldSpec {
    /// The number it is stored under, unique within its kind, from 1.
    pub number: u16,
    /// Its name, as in the struct.
    pub name: &'static str,
    /// How it merges.
    pub shape: Shape,
}

/// Why stored bytes are not a field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FieldError {
    /// The number belongs to no field that this version knows.
    #[error("field {0} is not known to this version")]
    Unknown(u16),
    /// The value is not of the field's type.
    #[error("the value of field {0} cannot be read")]
    Malformed(u16),
}

/// The type of a struct's member for a field of a shape.
macro_rules! member {
    (one $ty:ty) => { $ty };
    (text $ty:ty) => { $ty };
    (set $ty:ty) => { Vec<$ty> };
}

/// Puts a field's value into its member.
macro_rules! put {
    (one $member:expr, $value:expr) => {
        $member = $value
    };
    (text $member:expr, $value:expr) => {
        $member = $value
    };
    (set $member:expr, $value:expr) => {
        if !$member.contains(&$value) {
            $member.push($value)
        }
    };
}

/// A struct's member as the fields that make it: one, or one for each element of a set.
macro_rules! fields_of {
    (one $variant:path, $member:expr) => {
        vec![$variant($member.clone())]
    };
    (text $variant:path, $member:expr) => {
        vec![$variant($member.clone())]
    };
    (set $variant:path, $member:expr) => {
        $member.iter().cloned().map($variant).collect::<Vec<_>>()
    };
}

/// The field with the value of an empty record; sets and texts have none.
macro_rules! empty {
    (one $variant:path, $ty:ty) => {
        Some($variant(<$ty>::default()))
    };
    ($other:ident $variant:path, $ty:ty) => {
        None
    };
}

macro_rules! shape {
    (one) => {
        $crate::Shape::One
    };
    (text) => {
        $crate::Shape::Text
    };
    (set) => {
        $crate::Shape::Set
    };
}

/// Declares a kind: the struct that views read, the enum of its fields, and their numbers.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident, $field:ident:
        $($(#[$fdoc:meta])* $number:literal $shape:ident $member:ident $variant:ident: $ty:ty;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$fdoc])* pub $member: $crate::field::member!($shape $ty),)*
        }

        #[doc = concat!("One field of a [`", stringify!($name), "`] with its value; of a set, one element.")]
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub enum $field {
            $($(#[$fdoc])* $variant($ty),)*
        }

        impl $name {
            /// Its fields, in the order of their numbers.
            pub const FIELDS: &'static [$crate::FieldSpec] = &[
                $($crate::FieldSpec {
                    number: $number,
                    name: stringify!($member),
                    shape: $crate::field::shape!($shape),
                },)*
            ];

            /// Takes a field's value; of a set, adds the element.
            pub fn set(&mut self, field: $field) {
                match field {
                    $($field::$variant(value) => $crate::field::put!($shape self.$member, value),)*
                }
            }

            /// Every field with its value, of a set each element; those that still have the
            /// value of an empty record are left out.
            pub fn fields(&self) -> Vec<$field> {
                let empty = Self::default();
                let mut fields = Vec::new();
                $(if self.$member != empty.$member {
                    fields.extend($crate::field::fields_of!($shape $field::$variant, self.$member));
                })*
                fields
            }
        }

        impl $field {
            /// The number it is stored under.
            pub fn number(&self) -> u16 {
                match self {
                    $($field::$variant(_) => $number,)*
                }
            }

            /// The field of one value stored under `number`, as it stands in an empty record.
            pub fn empty(number: u16) -> Option<$field> {
                match number {
                    $($number => $crate::field::empty!($shape $field::$variant, $ty),)*
                    _ => None,
                }
            }

            /// The value as CBOR.
            pub fn encode(&self) -> Vec<u8> {
                match self {
                    $($field::$variant(value) => $crate::field::to_cbor(value),)*
                }
            }

            /// Reads the value stored under `number`.
            ///
            /// # Errors
            /// [`FieldError`](crate::FieldError) for a number or a value that this version cannot read.
            pub fn decode(number: u16, bytes: &[u8]) -> Result<$field, $crate::FieldError> {
                match number {
                    $($number => $crate::field::from_cbor(bytes)
                        .map($field::$variant)
                        .ok_or($crate::FieldError::Malformed(number)),)*
                    unknown => Err($crate::FieldError::Unknown(unknown)),
                }
            }
        }
    };
}

/// Declares a closed list of words with the numbers they are stored under.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($(#[$wdoc:meta])* $number:literal $word:ident),* $(,)?) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, minicbor::Encode, minicbor::Decode,
        )]
        #[cbor(index_only)]
        pub enum $name {
            $($(#[$wdoc])* #[n($number)] $word,)*
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$($name::$word),*];
        }
    };
}

pub(crate) use {empty, fields_of, member, put, record, shape, words};

pub(crate) fn to_cbor<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    // Encoding into memory cannot fail: `Vec` takes every byte and our types have no failing parts.
    let mut bytes = Vec::new();
    minicbor::encode(value, &mut bytes).unwrap_or_else(|never: minicbor::encode::Error<std::convert::Infallible>| {
        unreachable!("encoding into memory failed: {never}")
    });
    bytes
}

pub(crate) fn from_cbor<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8]) -> Option<T> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().ok()?;
    (decoder.position() == bytes.len()).then_some(value)
}
