//! The one small table in IndexedDB: texts and keys by name.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::js::{self, Durable};

const STORE: &str = "vault";

/// The table.
pub(crate) struct Table(Durable);

impl Drop for Table {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Table {
    /// Opens it, and makes it where there is none.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) async fn open() -> Result<Table, JsValue> {
        let factory = js::scope().indexed_db()?.ok_or("no IndexedDB")?;
        let request: IdbOpenDbRequest = factory.open_with_u32("floorbook", 1)?;
        let opening = request.clone();
        let make = Closure::once_into_js(move || {
            if let Ok(database) = opening.result() {
                let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        Ok(Table(settled(&request).await?.unchecked_into()))
    }

    /// What is kept under this name; `undefined` if nothing is.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) async fn get(&self, name: &str) -> Result<JsValue, JsValue> {
        settled(&self.store(&self.transaction("readonly")?)?.get(&name.into())?).await
    }

    /// Keeps `value` under this name. When this returns, it is on disk.
    ///
    /// # Errors
    /// The browser's error; what was kept before still is.
    pub(crate) async fn put(&self, name: &str, value: &JsValue) -> Result<(), JsValue> {
        let transaction = self.transaction("readwrite")?;
        self.store(&transaction)?.put_with_key(value, &name.into())?;
        finished(&transaction).await
    }

    /// Keeps `value` under `name` and forgets what is under `other`, both or neither. When this returns, it is on
    /// disk.
    ///
    /// # Errors
    /// The browser's error; all that was kept before still is.
    pub(crate) async fn put_and_forget(&self, name: &str, value: &JsValue, other: &str) -> Result<(), JsValue> {
        let transaction = self.transaction("readwrite")?;
        let store = self.store(&transaction)?;
        store.put_with_key(value, &name.into())?;
        store.delete(&other.into())?;
        finished(&transaction).await
    }

    /// Forgets what is kept under this name.
    ///
    /// # Errors
    /// The browser's error; what was kept before still is.
    pub(crate) async fn forget(&self, name: &str) -> Result<(), JsValue> {
        let transaction = self.transaction("readwrite")?;
        self.store(&transaction)?.delete(&name.into())?;
        finished(&transaction).await
    }

    fn transaction(&self, mode: &str) -> Result<IdbTransaction, JsValue> {
        self.0.transaction(STORE, mode, &js::object(&[("durability", "strict".into())]))
    }

    fn store(&self, transaction: &IdbTransaction) -> Result<IdbObjectStore, JsValue> {
        transaction.object_store(STORE)
    }
}

async fn settled(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.map_or_else(|| "the request failed".into(), JsValue::from)),
    }
}

async fn finished(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or_else(|| "the transaction was aborted".into(), JsValue::from)),
    }
}
