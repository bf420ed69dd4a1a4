
/**
 * Sets the worker up, and takes in what the page said before it was there (`floorbookEarly`).
 */
export function start() {
wasm.start();
}
function __wbg_get_imports() {
            const import0 = {
            __proto__: null,
        __wbg___wbindgen_debug_string_f249a2a76caa9a55: function(arg0, arg1) {
const ret = debugString(arg1);
const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg___wbindgen_is_falsy_d864b623500ae65d: function(arg0) {
const ret = !arg0;
return ret;
},
__wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
const ret = typeof(arg0) === 'function';
return ret;
},
__wbg___wbindgen_is_undefined_be5b34249ff1fc15: function(arg0) {
const ret = arg0 === undefined;
return ret;
},
__wbg___wbindgen_memory_17a1178bc3328ea3: function() {
const ret = wasm.memory;
return ret;
},
__wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
const obj = arg1;
const ret = typeof(obj) === 'number' ? obj : undefined;
getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
},
__wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
const obj = arg1;
const ret = typeof(obj) === 'string' ? obj : undefined;
var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
var len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
throw new Error(getStringFromWasm0(arg0, arg1));
},
__wbg__wbg_cb_unref_09736879a3f67559: function(arg0) {
arg0._wbg_cb_unref();
},
__wbg_arrayBuffer_5abbcb61bd48f427: function(arg0) {
const ret = arg0.arrayBuffer();
return ret;
},
__wbg_buffer_0eaa216bac6b8749: function(arg0) {
const ret = arg0.buffer;
return ret;
},
__wbg_buffer_aca05a93c046db1a: function(arg0) {
const ret = arg0.buffer;
return ret;
},
__wbg_call_40b008ba32f73991: function() { return handleError(function (arg0, arg1) {
const ret = arg0.call(arg1);
return ret;
}, arguments); },
__wbg_call_a410eb4b59ed5965: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.call(arg1, arg2);
return ret;
}, arguments); },
__wbg_clearInterval_2c7720ec7fb43cda: function(arg0) {
clearInterval(arg0);
},
__wbg_close_264222edec0e3164: function(arg0) {
arg0.close();
},
__wbg_close_70d38255291ae4c8: function(arg0) {
arg0.close();
},
__wbg_close_b49998c52c7ffeca: function(arg0) {
arg0.close();
},
__wbg_close_b4ebb04d70c95184: function(arg0) {
arg0.close();
},
__wbg_construct_8670bb4c2b062969: function() { return handleError(function (arg0, arg1) {
const ret = Reflect.construct(arg0, arg1);
return ret;
}, arguments); },
__wbg_convertToBlob_1654206b543ab6a7: function() { return handleError(function (arg0, arg1) {
const ret = arg0.convertToBlob(arg1);
return ret;
}, arguments); },
__wbg_createImageBitmap_58467d96d9812779: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.createImageBitmap(arg1, arg2);
return ret;
}, arguments); },
__wbg_createObjectStore_f7cf854ebb8a2b7f: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.createObjectStore(getStringFromWasm0(arg1, arg2));
return ret;
}, arguments); },
__wbg_createSyncAccessHandle_9fc3d780677bd197: function(arg0) {
const ret = arg0.createSyncAccessHandle();
return ret;
},
__wbg_crypto_642a55676274a4e1: function() { return handleError(function (arg0) {
const ret = arg0.crypto;
return ret;
}, arguments); },
__wbg_data_c7e5e8500f1bca2f: function(arg0) {
const ret = arg0.data;
return ret;
},
__wbg_decrypt_252bf265687cbe72: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.decrypt(arg1, arg2, arg3);
return ret;
}, arguments); },
__wbg_done_57e08d0be6e30c02: function(arg0) {
const ret = arg0.done;
return ret;
},
__wbg_drawImage_4f713e7716abadce: function() { return handleError(function (arg0, arg1, arg2, arg3, arg4, arg5) {
arg0.drawImage(arg1, arg2, arg3, arg4, arg5);
}, arguments); },
__wbg_drawImage_c1045f06c16239a5: function() { return handleError(function (arg0, arg1, arg2, arg3, arg4, arg5) {
arg0.drawImage(arg1, arg2, arg3, arg4, arg5);
}, arguments); },
__wbg_encrypt_a958ea2fb42e62f3: function() { return handleError(function (arg0, arg1, arg2, arg3, arg4) {
const ret = arg0.encrypt(arg1, arg2, getArrayU8FromWasm0(arg3, arg4));
return ret;
}, arguments); },
__wbg_entries_643fb9ebab2c33a3: function(arg0) {
const ret = arg0.entries();
return ret;
},
__wbg_error_029b9735617abe23: function() { return handleError(function (arg0) {
const ret = arg0.error;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
}, arguments); },
__wbg_error_37b241daaafbc352: function(arg0) {
const ret = arg0.error;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
},
__wbg_error_d1fc0193610e0e39: function(arg0) {
console.error(arg0);
},
__wbg_estimate_b2044bb9452e73cd: function() { return handleError(function (arg0) {
const ret = arg0.estimate();
return ret;
}, arguments); },
__wbg_fillRect_8e3cd4814b3aa85d: function(arg0, arg1, arg2, arg3, arg4) {
arg0.fillRect(arg1, arg2, arg3, arg4);
},
__wbg_flush_34f73503687e5840: function() { return handleError(function (arg0) {
arg0.flush();
}, arguments); },
__wbg_from_eac91875c8a5ffa4: function(arg0) {
const ret = Array.from(arg0);
return ret;
},
__wbg_generateKey_57dd0e4027c20a79: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.generateKey(arg1, arg2 !== 0, arg3);
return ret;
}, arguments); },
__wbg_getContext_1938edb9a972f63d: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.getContext(getStringFromWasm0(arg1, arg2));
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
}, arguments); },
__wbg_getDate_a44b5f4a8c42a3c3: function(arg0) {
const ret = arg0.getDate();
return ret;
},
__wbg_getDay_0ea3aef4bf721d1c: function(arg0) {
const ret = arg0.getDay();
return ret;
},
__wbg_getDirectoryHandle_7250477470a7f35b: function(arg0, arg1, arg2, arg3) {
const ret = arg0.getDirectoryHandle(getStringFromWasm0(arg1, arg2), arg3);
return ret;
},
__wbg_getDirectoryHandle_9141f777b5bf40ff: function(arg0, arg1, arg2) {
const ret = arg0.getDirectoryHandle(getStringFromWasm0(arg1, arg2));
return ret;
},
__wbg_getDirectory_50787a69f3a13110: function(arg0) {
const ret = arg0.getDirectory();
return ret;
},
__wbg_getFileHandle_1cb5562219601c4f: function(arg0, arg1, arg2, arg3) {
const ret = arg0.getFileHandle(getStringFromWasm0(arg1, arg2), arg3);
return ret;
},
__wbg_getFullYear_94114da14f235fca: function(arg0) {
const ret = arg0.getFullYear();
return ret;
},
__wbg_getHours_d55d13f9f95415bb: function(arg0) {
const ret = arg0.getHours();
return ret;
},
__wbg_getMinutes_d0d71c490ef83b47: function(arg0) {
const ret = arg0.getMinutes();
return ret;
},
__wbg_getMonth_a4698d688e95d9bd: function(arg0) {
const ret = arg0.getMonth();
return ret;
},
__wbg_getRandomValues_07f3179f2d015362: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.getRandomValues(getArrayU8FromWasm0(arg1, arg2));
return ret;
}, arguments); },
__wbg_getRandomValues_15fa0548da91ea1c: function() { return handleError(function (arg0) {
globalThis.crypto.getRandomValues(arg0);
}, arguments); },
__wbg_getRandomValues_8b6f1f663e6f188d: function() { return handleError(function (arg0, arg1) {
globalThis.crypto.getRandomValues(getArrayU8FromWasm0(arg0, arg1));
}, arguments); },
__wbg_getSeconds_7143dabeecfaf7d1: function(arg0) {
const ret = arg0.getSeconds();
return ret;
},
__wbg_getSize_c72004a2a12e972a: function() { return handleError(function (arg0) {
const ret = arg0.getSize();
return ret;
}, arguments); },
__wbg_getTime_edc91481cbc4cd78: function(arg0) {
const ret = arg0.getTime();
return ret;
},
__wbg_getTimezoneOffset_87127d92c2c117e9: function(arg0) {
const ret = arg0.getTimezoneOffset();
return ret;
},
__wbg_get_2080c49015e35254: function() { return handleError(function (arg0, arg1) {
const ret = Reflect.get(arg0, arg1);
return ret;
}, arguments); },
__wbg_get_3e7d0feae205d645: function() { return handleError(function (arg0, arg1) {
const ret = arg0.get(arg1);
return ret;
}, arguments); },
__wbg_get_d7176cfb76d71114: function(arg0, arg1) {
const ret = arg0[arg1 >>> 0];
return ret;
},
__wbg_get_quota_ca9c4b8054388720: function(arg0, arg1) {
const ret = arg1.quota;
getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
},
__wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
const ret = arg0[arg1 >>> 0];
return ret;
},
__wbg_get_usage_1b475f0bd4806767: function(arg0, arg1) {
const ret = arg1.usage;
getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
},
__wbg_height_a587c99454238459: function(arg0) {
const ret = arg0.height;
return ret;
},
__wbg_height_a6466ebf29036658: function(arg0) {
const ret = arg0.height;
return ret;
},
__wbg_href_2af8e0daf84291e7: function(arg0, arg1) {
const ret = arg1.href;
const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg_indexedDB_1b567955abab7bb0: function() { return handleError(function (arg0) {
const ret = arg0.indexedDB;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
}, arguments); },
__wbg_instanceof_ArrayBuffer_12cdaa4161423e6b: function(arg0) {
let result;
try {
result = arg0 instanceof ArrayBuffer;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_instanceof_Blob_56431c8f5387c12d: function(arg0) {
let result;
try {
result = arg0 instanceof Blob;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_instanceof_CryptoKey_50c903e21f76ad93: function(arg0) {
let result;
try {
result = arg0 instanceof CryptoKey;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_instanceof_DedicatedWorkerGlobalScope_3f1bee35601e7e7b: function(arg0) {
let result;
try {
result = arg0 instanceof DedicatedWorkerGlobalScope;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_instanceof_FileSystemFileHandle_5a487c9c312d952b: function(arg0) {
let result;
try {
result = arg0 instanceof FileSystemFileHandle;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_instanceof_Uint8Array_d7aeb0dcb3108fea: function(arg0) {
let result;
try {
result = arg0 instanceof Uint8Array;
} catch (_) {
result = false;
}
const ret = result;
return ret;
},
__wbg_isArray_bcf1376d0d732d08: function(arg0) {
const ret = Array.isArray(arg0);
return ret;
},
__wbg_isSecureContext_22eed6e255b63afa: function(arg0) {
const ret = arg0.isSecureContext;
return ret;
},
__wbg_length_186163212ffe79c3: function(arg0) {
const ret = arg0.length;
return ret;
},
__wbg_length_b03a0fabb109b1e9: function(arg0) {
const ret = arg0.length;
return ret;
},
__wbg_location_9435fbc63389095f: function(arg0) {
const ret = arg0.location;
return ret;
},
__wbg_name_598174b0934e4c63: function(arg0, arg1) {
const ret = arg1.name;
const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg_name_eceada78cb9b38d8: function(arg0, arg1) {
const ret = arg1.name;
const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg_navigator_9641ab32fa612dd1: function(arg0) {
const ret = arg0.navigator;
return ret;
},
__wbg_new_0_36d738a0c8cfac43: function() {
const ret = new Date();
return ret;
},
__wbg_new_13de428334042d26: function(arg0) {
const ret = new Uint8Array(arg0);
return ret;
},
__wbg_new_2bfd0f45e60518b1: function() { return handleError(function (arg0, arg1) {
const ret = new OffscreenCanvas(arg0 >>> 0, arg1 >>> 0);
return ret;
}, arguments); },
__wbg_new_37eb45aaf5eeb820: function() {
const ret = new Array();
return ret;
},
__wbg_new_3e95cd7386bb9a6c: function(arg0) {
const ret = new Date(arg0);
return ret;
},
__wbg_new_68957d2a912dfa0a: function(arg0) {
const ret = new Int32Array(arg0);
return ret;
},
__wbg_new_b00e30ff1da50918: function() { return handleError(function (arg0, arg1) {
const ret = new BroadcastChannel(getStringFromWasm0(arg0, arg1));
return ret;
}, arguments); },
__wbg_new_ba40181b3f24ac80: function(arg0, arg1) {
try {
var state0 = {a: arg0, b: arg1};
var cb0 = (arg0, arg1) => {
const a = state0.a;
state0.a = 0;
try {
return _ZN12wasm_bindgen7convert8closures1_6invoke17hef0de728e2c26319E(a, state0.b, arg0, arg1);
} finally {
state0.a = a;
}
};
const ret = new Promise(cb0);
return ret;
} finally {
state0.a = 0;
}
},
__wbg_new_cd4348290afae586: function() {
const ret = new Object();
return ret;
},
__wbg_new_from_slice_b8daf545a41c6aa0: function(arg0, arg1) {
const ret = new Uint8Array(getArrayU8FromWasm0(arg0, arg1));
return ret;
},
__wbg_new_with_length_01b143a7e5dd5a3e: function(arg0) {
const ret = new Uint8Array(arg0 >>> 0);
return ret;
},
__wbg_new_with_options_4e2ed14ce2ee51dd: function() { return handleError(function (arg0, arg1, arg2) {
const ret = new Worker(getStringFromWasm0(arg0, arg1), arg2);
return ret;
}, arguments); },
__wbg_new_with_year_month_day_2b03abbebcc8f077: function(arg0, arg1, arg2) {
const ret = new Date(arg0 >>> 0, arg1, arg2);
return ret;
},
__wbg_next_040cd66fe7246513: function() { return handleError(function (arg0) {
const ret = arg0.next();
return ret;
}, arguments); },
__wbg_now_463ac581d2fc7ea3: function() {
const ret = Date.now();
return ret;
},
__wbg_objectStore_a2b5ae038954c7ba: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.objectStore(getStringFromWasm0(arg1, arg2));
return ret;
}, arguments); },
__wbg_of_027eb15371aac932: function(arg0) {
const ret = Array.of(arg0);
return ret;
},
__wbg_of_e7ea0fcd535c1444: function(arg0, arg1) {
const ret = Array.of(arg0, arg1);
return ret;
},
__wbg_open_0b7832f51fde5a5f: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.open(getStringFromWasm0(arg1, arg2), arg3 >>> 0);
return ret;
}, arguments); },
__wbg_persisted_48ad7d83987f275b: function() { return handleError(function (arg0) {
const ret = arg0.persisted();
return ret;
}, arguments); },
__wbg_postMessage_408dcc1ee376f42d: function() { return handleError(function (arg0, arg1) {
arg0.postMessage(arg1);
}, arguments); },
__wbg_postMessage_61772322081d1756: function() { return handleError(function (arg0, arg1) {
arg0.postMessage(arg1);
}, arguments); },
__wbg_postMessage_66ca6903a8743f39: function() { return handleError(function (arg0, arg1, arg2) {
arg0.postMessage(arg1, arg2);
}, arguments); },
__wbg_postMessage_d9b34e55bfab4bdd: function() { return handleError(function (arg0, arg1) {
arg0.postMessage(arg1);
}, arguments); },
__wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
},
__wbg_push_c9f4893fc209f768: function(arg0, arg1) {
const ret = arg0.push(arg1);
return ret;
},
__wbg_put_45e63ad2e48de8d7: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.put(arg1, arg2);
return ret;
}, arguments); },
__wbg_query_4c2140fd79348136: function() { return handleError(function (arg0) {
const ret = arg0.query();
return ret;
}, arguments); },
__wbg_queueMicrotask_1e8503a8a690f0a3: function(arg0) {
const ret = arg0.queueMicrotask;
return ret;
},
__wbg_queueMicrotask_4a1a4d8dd332373b: function(arg0) {
queueMicrotask(arg0);
},
__wbg_race_d17769ed306b5623: function(arg0) {
const ret = Promise.race(arg0);
return ret;
},
__wbg_random_df36b90cd78a7d54: function() {
const ret = Math.random();
return ret;
},
__wbg_read_fd16d549b57ad237: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.read(getArrayU8FromWasm0(arg1, arg2), arg3);
return ret;
}, arguments); },
__wbg_removeEntry_81c62dd6ae8e3673: function(arg0, arg1, arg2) {
const ret = arg0.removeEntry(getStringFromWasm0(arg1, arg2));
return ret;
},
__wbg_request_30764cf0efd5cb8e: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.request(getStringFromWasm0(arg1, arg2), arg3);
return ret;
}, arguments); },
__wbg_resolve_dbf78ab4942478b0: function(arg0) {
const ret = Promise.resolve(arg0);
return ret;
},
__wbg_result_11a492b710594c52: function() { return handleError(function (arg0) {
const ret = arg0.result;
return ret;
}, arguments); },
__wbg_setInterval_36eef572747c3f0b: function(arg0, arg1) {
const ret = setInterval(arg0, arg1);
return ret;
},
__wbg_setTimeout_128b03cb7f36d873: function(arg0, arg1) {
const ret = setTimeout(arg0, arg1);
return ret;
},
__wbg_set_2793479888329cb6: function() { return handleError(function (arg0, arg1, arg2) {
const ret = Reflect.set(arg0, arg1, arg2);
return ret;
}, arguments); },
__wbg_set_at_f569a2586a7350aa: function(arg0, arg1) {
arg0.at = arg1;
},
__wbg_set_create_29c03b2d68cbe451: function(arg0, arg1) {
arg0.create = arg1 !== 0;
},
__wbg_set_create_8034c70deebee24f: function(arg0, arg1) {
arg0.create = arg1 !== 0;
},
__wbg_set_fillStyle_32df75174aaeea8b: function(arg0, arg1, arg2) {
arg0.fillStyle = getStringFromWasm0(arg1, arg2);
},
__wbg_set_globalCompositeOperation_704dd38d06a2a2e6: function() { return handleError(function (arg0, arg1, arg2) {
arg0.globalCompositeOperation = getStringFromWasm0(arg1, arg2);
}, arguments); },
__wbg_set_image_orientation_3f7a6b876d2e4fb8: function(arg0, arg1) {
arg0.imageOrientation = __wbindgen_enum_ImageOrientation[arg1];
},
__wbg_set_name_1fea10c0a4fb756f: function(arg0, arg1, arg2) {
arg0.name = getStringFromWasm0(arg1, arg2);
},
__wbg_set_onabort_7ebb01d240653002: function(arg0, arg1) {
arg0.onabort = arg1;
},
__wbg_set_oncomplete_0d4e18f44844f3be: function(arg0, arg1) {
arg0.oncomplete = arg1;
},
__wbg_set_onerror_01c46f9c43941951: function(arg0, arg1) {
arg0.onerror = arg1;
},
__wbg_set_onerror_8346fd6e80c876c8: function(arg0, arg1) {
arg0.onerror = arg1;
},
__wbg_set_onmessage_4565eb0ef03ee0f9: function(arg0, arg1) {
arg0.onmessage = arg1;
},
__wbg_set_onmessage_62a5679af20d7bf7: function(arg0, arg1) {
arg0.onmessage = arg1;
},
__wbg_set_onmessage_fb42c85f5237566a: function(arg0, arg1) {
arg0.onmessage = arg1;
},
__wbg_set_onsuccess_8fa3ed2b93e36cae: function(arg0, arg1) {
arg0.onsuccess = arg1;
},
__wbg_set_onupgradeneeded_e977e06888863122: function(arg0, arg1) {
arg0.onupgradeneeded = arg1;
},
__wbg_set_quality_95c8c610c8b5f763: function(arg0, arg1) {
arg0.quality = arg1;
},
__wbg_set_type_4308a9d5a5949ede: function(arg0, arg1) {
arg0.type = __wbindgen_enum_WorkerType[arg1];
},
__wbg_set_type_a43c4aa54ab12dce: function(arg0, arg1, arg2) {
arg0.type = getStringFromWasm0(arg1, arg2);
},
__wbg_size_9d1084e29743663c: function(arg0) {
const ret = arg0.size;
return ret;
},
__wbg_slice_b94f88ac0a502e53: function() { return handleError(function (arg0, arg1, arg2) {
const ret = arg0.slice(arg1, arg2);
return ret;
}, arguments); },
__wbg_static_accessor_GLOBAL_THIS_003ee833af9699fc: function() {
const ret = typeof globalThis === 'undefined' ? undefined : globalThis;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
},
__wbg_static_accessor_GLOBAL_e4293fb22cbe77da: function() {
const ret = typeof global === 'undefined' ? undefined : global;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
},
__wbg_static_accessor_SELF_53bb20457401453d: function() {
const ret = typeof self === 'undefined' ? undefined : self;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
},
__wbg_static_accessor_WINDOW_b5e0810bfecb7feb: function() {
const ret = typeof window === 'undefined' ? undefined : window;
return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
},
__wbg_storage_681cb2810b22dae6: function(arg0) {
const ret = arg0.storage;
return ret;
},
__wbg_subtle_28bc23a1c3440ebf: function(arg0) {
const ret = arg0.subtle;
return ret;
},
__wbg_terminate_72951fee87f2d80a: function(arg0) {
arg0.terminate();
},
__wbg_then_656f253a5dd7d8ea: function(arg0, arg1, arg2) {
const ret = arg0.then(arg1, arg2);
return ret;
},
__wbg_then_e3f7f2d365708be8: function(arg0, arg1) {
const ret = arg0.then(arg1);
return ret;
},
__wbg_transaction_492134d6245848eb: function() { return handleError(function (arg0, arg1, arg2, arg3, arg4, arg5) {
const ret = arg0.transaction(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4), arg5);
return ret;
}, arguments); },
__wbg_truncate_5f8dea9c665ccb45: function() { return handleError(function (arg0, arg1) {
arg0.truncate(arg1);
}, arguments); },
__wbg_truncate_a0d3eb3d7c2331e0: function() { return handleError(function (arg0, arg1) {
arg0.truncate(arg1 >>> 0);
}, arguments); },
__wbg_type_c93f3ee8b7eb4f89: function(arg0, arg1) {
const ret = arg1.type;
const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
},
__wbg_value_e0f328965e184931: function(arg0) {
const ret = arg0.value;
return ret;
},
__wbg_wait_e2865064bee94744: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = Atomics.wait(arg0, arg1 >>> 0, arg2, arg3);
return ret;
}, arguments); },
__wbg_warn_228ff2257384d295: function(arg0) {
console.warn(arg0);
},
__wbg_width_000813f5f73b7341: function(arg0) {
const ret = arg0.width;
return ret;
},
__wbg_width_f84552448726a9a9: function(arg0) {
const ret = arg0.width;
return ret;
},
__wbg_write_d97a1c0a72df2595: function() { return handleError(function (arg0, arg1, arg2, arg3) {
const ret = arg0.write(getArrayU8FromWasm0(arg1, arg2), arg3);
return ret;
}, arguments); },
__wbindgen_generic_0000000000000001: function(arg0, arg1) {
// Cast intrinsic for `Closure(Closure { owned: true, function: Function { arguments: [Externref], shim_idx: 1138, ret: Result(Unit), inner_ret: Some(Result(Unit)) }, mutable: true }) -> Externref`.
const ret = makeMutClosure(arg0, arg1, _ZN12wasm_bindgen7convert8closures1_6invoke17h4064c2844e1c60baE);
return ret;
},
__wbindgen_generic_0000000000000002: function(arg0, arg1) {
// Cast intrinsic for `Closure(Closure { owned: true, function: Function { arguments: [Externref], shim_idx: 1139, ret: Externref, inner_ret: Some(Externref) }, mutable: true }) -> Externref`.
const ret = makeMutClosure(arg0, arg1, _ZN12wasm_bindgen7convert8closures1_6invoke17hefd8d828fd534ce2E);
return ret;
},
__wbindgen_generic_0000000000000003: function(arg0, arg1) {
// Cast intrinsic for `Closure(Closure { owned: true, function: Function { arguments: [NamedExternref("MessageEvent")], shim_idx: 5, ret: Unit, inner_ret: Some(Unit) }, mutable: true }) -> Externref`.
const ret = makeMutClosure(arg0, arg1, _ZN12wasm_bindgen7convert8closures1_6invoke17hdf00372a702618a7E);
return ret;
},
__wbindgen_generic_0000000000000004: function(arg0, arg1) {
// Cast intrinsic for `Closure(Closure { owned: true, function: Function { arguments: [], shim_idx: 4, ret: Unit, inner_ret: Some(Unit) }, mutable: true }) -> Externref`.
const ret = makeMutClosure(arg0, arg1, _ZN12wasm_bindgen7convert8closures1_6invoke17h33b9289b6dfe54b3E);
return ret;
},
__wbindgen_generic_0000000000000005: function(arg0) {
// Cast intrinsic for `F64 -> Externref`.
const ret = arg0;
return ret;
},
__wbindgen_generic_0000000000000006: function(arg0, arg1) {
// Cast intrinsic for `Ref(String) -> Externref`.
const ret = getStringFromWasm0(arg0, arg1);
return ret;
},
__wbindgen_init_externref_table: function() {
const table = wasm.__wbindgen_externrefs;
table.set(0, undefined);
table.set(1024, undefined);
table.set(1025, null);
table.set(1026, true);
table.set(1027, false);
},
};
        return {
            __proto__: null,
            "./worker_bg.js": import0,
        };
}

function _ZN12wasm_bindgen7convert8closures1_6invoke17h33b9289b6dfe54b3E(arg0, arg1) {
wasm._ZN12wasm_bindgen7convert8closures1_6invoke17h33b9289b6dfe54b3E(arg0, arg1);
}

function _ZN12wasm_bindgen7convert8closures1_6invoke17hdf00372a702618a7E(arg0, arg1, arg2) {
wasm._ZN12wasm_bindgen7convert8closures1_6invoke17hdf00372a702618a7E(arg0, arg1, arg2);
}

function _ZN12wasm_bindgen7convert8closures1_6invoke17hefd8d828fd534ce2E(arg0, arg1, arg2) {
const ret = wasm._ZN12wasm_bindgen7convert8closures1_6invoke17hefd8d828fd534ce2E(arg0, arg1, arg2);
return ret;
}

function _ZN12wasm_bindgen7convert8closures1_6invoke17h4064c2844e1c60baE(arg0, arg1, arg2) {
const ret = wasm._ZN12wasm_bindgen7convert8closures1_6invoke17h4064c2844e1c60baE(arg0, arg1, arg2);
if (ret[1]) {
throw takeFromExternrefTable0(ret[0]);
}
}

function _ZN12wasm_bindgen7convert8closures1_6invoke17hef0de728e2c26319E(arg0, arg1, arg2, arg3) {
wasm._ZN12wasm_bindgen7convert8closures1_6invoke17hef0de728e2c26319E(arg0, arg1, arg2, arg3);
}


const __wbindgen_enum_ImageOrientation = ["from-image", "flipY"];


const __wbindgen_enum_WorkerType = ["classic", "module"];

function addToExternrefTable0(obj) {
                    const idx = wasm.__externref_table_alloc();
                    wasm.__wbindgen_externrefs.set(idx, obj);
                    return idx;
                }

const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')
                        ? { register: () => {}, unregister: () => {} }
                        : new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b));

function debugString(val) {
                switch (typeof val) {
                    // primitive types
                    case 'number':
                    case 'boolean':
                    case 'undefined':
                        return `${val}`;
                    case 'string':
                        return JSON.stringify(val);
                    case 'bigint':
                        return `${val}n`;
                    case 'symbol':
                        return val.description !== undefined
                            ? `Symbol(${val.description})`
                            : 'Symbol';
                    case 'function':
                        return typeof val.name === 'string' && val.name !== ''
                            ? `Function(${val.name})`
                            : 'Function';
                    case 'object': {
                        if (val === null) {
                            return 'null';
                        }
                        // objects
                        if (Array.isArray(val)) {
                            return '[' + Array.from(val, debugString).join(', ') + ']';
                        }
                        // errors
                        if (val instanceof Error) {
                            return `${val.name}: ${val.message}\n${val.stack}`;
                        }

                        const toStringOutput = toString.call(val);
                        // Test for built-in
                        const className = /\[object ([^\]]+)\]/.exec(toStringOutput)?.[1];

                        // Failed to match the standard '[object ClassName]'
                        if (className === undefined) {
                            return toStringOutput;
                        }
                        if (className === 'Object') {
                            // we're a user defined class or Object
                            // JSON.stringify avoids problems with cycles, and is generally much
                            // easier than looping through ownProperties of `val`.
                            try {
                                return 'Object(' + JSON.stringify(val) + ')';
                            } catch (_) {
                                return 'Object';
                            }
                        }
                        // TODO we could test for more things here, like `Set`s and `Map`s.
                        return className;
                    }
                    // Per MDN: 'This list of values is exhaustive.'
                    // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/typeof#description
                }
            }

function getArrayU8FromWasm0(ptr, len) {
                    ptr = ptr >>> 0;
                    return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
                }

let cachedDataViewMemory0 = null;
                function getDataViewMemory0() {
                    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
                        cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
                    }
                    return cachedDataViewMemory0;
                }

function getStringFromWasm0(ptr, len) {
                    ptr = ptr >>> 0;
                    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
                }

let cachedUint8ArrayMemory0 = null;
                function getUint8ArrayMemory0() {
                    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
                        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
                    }
                    return cachedUint8ArrayMemory0;
                }

function handleError(f, args) {
                            try {
                                return f.apply(this, args);
                            } catch (e) {
                                const idx = addToExternrefTable0(e);
                                wasm.__wbindgen_exn_store(idx);
                            }
                        }

function isLikeNone(x) {
                return x === undefined || x === null;
            }

function makeMutClosure(arg0, arg1, f) {
                    const state = { a: arg0, b: arg1, cnt: 1 };
                    const real = (...args) => {
                        
                        // First up with a closure we increment the internal reference
                        // count. This ensures that the Rust closure environment won't
                        // be deallocated while we're invoking it.
                        state.cnt++;
                        const a = state.a;
                        state.a = 0;
                        try {
                            return f(a, state.b, ...args);
                        } finally {
                            state.a = a;
                            real._wbg_cb_unref();
                        }
                    };
                    real._wbg_cb_unref = () => {
                        if (--state.cnt === 0) {
                            wasm.__wbindgen_destroy_closure(state.a, state.b);
                            state.a = 0;
                            CLOSURE_DTORS.unregister(state);
                        }
                    };
                    CLOSURE_DTORS.register(real, state, state);
                    return real;
                }

function passStringToWasm0(arg, malloc, realloc) {
                    if (realloc === undefined) {
                    const buf = cachedTextEncoder.encode(arg);
                    const ptr = malloc(buf.length, 1) >>> 0;
                    getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
                    WASM_VECTOR_LEN = buf.length;
                    return ptr;
                }

                let len = arg.length;
                let ptr = malloc(len, 1) >>> 0;

                const mem = getUint8ArrayMemory0();

                let offset = 0;

                for (; offset < len; offset++) {
                    const code = arg.charCodeAt(offset);
                    if (code > 0x7F) break;
                    mem[ptr + offset] = code;
                }
            if (offset !== len) {
                        if (offset !== 0) {
                            arg = arg.slice(offset);
                        }
                        ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
                        const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
                        const ret = cachedTextEncoder.encodeInto(arg, view);
                        
                        offset += ret.written;
                        ptr = realloc(ptr, len, offset, 1) >>> 0;
                    }

                    WASM_VECTOR_LEN = offset;
                    return ptr;
                }

function takeFromExternrefTable0(idx) {
                    const value = wasm.__wbindgen_externrefs.get(idx);
                    wasm.__externref_table_dealloc(idx);
                    return value;
                }

let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
                        const MAX_SAFARI_DECODE_BYTES = 2146435072;
                        let numBytesDecoded = 0;
                        function decodeText(bytes) {
                            numBytesDecoded += bytes.length;
                            if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
                                cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
                                cachedTextDecoder.decode();
                                numBytesDecoded = bytes.length;
                            }
                            return cachedTextDecoder.decode(bytes);
                        }

const cachedTextEncoder = new TextEncoder();

                        if (!('encodeInto' in cachedTextEncoder)) {
                            cachedTextEncoder.encodeInto = function (arg, view) {
                const buf = cachedTextEncoder.encode(arg);
                view.set(buf);
                return {
                    read: arg.length,
                    written: buf.length
                };
            };
                        }

let WASM_VECTOR_LEN = 0;

let wasmModule, wasmInstance, wasm;
            function __wbg_finalize_init(instance, module) {
                wasmInstance = instance;
                wasm = instance.exports;
                wasmModule = module;
                cachedDataViewMemory0 = null;
cachedUint8ArrayMemory0 = null;
wasm.__wbindgen_start();
return wasm;
            }

            async function __wbg_load(module, imports) {
                if (typeof Response === 'function' && module instanceof Response) {
                    if (!module.ok) {
                        throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
                    }

                    if (typeof WebAssembly.instantiateStreaming === 'function') {
                        try {
                            return await WebAssembly.instantiateStreaming(module, imports);
                        } catch (e) {
                            const validResponse = expectedResponseType(module.type);

                            if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                                console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                            } else { throw e; }
                        }
                    }

                    const bytes = await module.arrayBuffer();
                    return await WebAssembly.instantiate(bytes, imports);
                } else {
                    const instance = await WebAssembly.instantiate(module, imports);

                    if (instance instanceof WebAssembly.Instance) {
                        return { instance, module };
                    } else {
                        return instance;
                    }
                }

                function expectedResponseType(type) {
                    switch (type) {
                        case 'basic': case 'cors': case 'default': return true;
                    }
                    return false;
                }
            }

            function initSync(module) {
                if (wasm !== undefined) return wasm;

                
                if (module !== undefined) {
                    if (Object.getPrototypeOf(module) === Object.prototype) {
                        ({module} = module)
                    } else {
                        console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
                    }
                }

                const imports = __wbg_get_imports();
                if (!(module instanceof WebAssembly.Module)) {
                    module = new WebAssembly.Module(module);
                }
                const instance = new WebAssembly.Instance(module, imports);
                return __wbg_finalize_init(instance, module);
            }

            let __wbg_init_promise;
            async function __wbg_init(module_or_path) {
                if (wasm !== undefined) return wasm;
                if (__wbg_init_promise === undefined) {
                    __wbg_init_promise = __wbg_init_once(module_or_path);
                    __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
                }
                return __wbg_init_promise;
            }

            async function __wbg_init_once(module_or_path) {
                
                if (module_or_path !== undefined) {
                    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
                        ({module_or_path} = module_or_path)
                    } else {
                        console.warn('using deprecated parameters for the initialization function; pass a single object instead')
                    }
                }

                
                const imports = __wbg_get_imports();

                if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
                    module_or_path = fetch(module_or_path);
                }

                const { instance, module } = await __wbg_load(await module_or_path, imports);

                return __wbg_finalize_init(instance, module);
            }
            
export { initSync, __wbg_init as default };

// Starts the engine's worker; joined to the JavaScript that loads its wasm.
//
// Leaves to the wasm: floorbookBuild, the build that the page is of; and floorbookEarly, what the
// page said before the wasm listened, which it drains when it sets its own onmessage.
self.floorbookBuild = new URL(self.location.href).searchParams.get("build") ?? "";
self.floorbookEarly = [];
self.onmessage = (event) => self.floorbookEarly.push(event.data);
__wbg_init({ module_or_path: new URL("/worker-94043e0fba65_bg.wasm", self.location.href) }).catch((error) => {
  // Thrown outside of the promise, it reaches the page as the worker's `error` event.
  setTimeout(() => {
    throw error;
  });
});
