//! A field of a record, to read and to write: `lens!(Contact, name)`.

/// A field of `R` that holds a `T`.
pub struct Lens<R: 'static, T: 'static> {
    /// Reads it.
    pub get: fn(&R) -> &T,
    /// Reaches it, to write.
    pub reach: fn(&mut R) -> &mut T,
}

impl<R, T> Clone for Lens<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T> Copy for Lens<R, T> {}

/// A field of a record: `lens!(Contact, name)`.
#[macro_export]
macro_rules! lens {
    ($record:ty, $field:ident) => {
        $crate::pages::form::Lens {
            get: |record: &$record| &record.$field,
            reach: |record: &mut $record| &mut record.$field,
        }
    };
}
