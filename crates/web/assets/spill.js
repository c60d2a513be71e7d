// Sound that the server has not kept yet outlives this page: while the server does not answer it is laid in the browser's own
// database, and sent when the room is opened again. Without such a database the page alone holds it.
const STORE = "sound";

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("glidepath-rooms", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ["room", "first"] });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

async function within(mode, act) {
  try {
    const store = (await open()).transaction(STORE, mode).objectStore(STORE);
    const asked = act(store);
    return await new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } catch {
    return null;
  }
}

const of = (room, upTo = Infinity) => IDBKeyRange.bound([room, 0], [room, upTo]);

export const spill = (room, { first, samples }) => within("readwrite", (store) => store.put({ room, first, samples }));

// What was laid by, in order.
export const spilled = async (room) => (await within("readonly", (store) => store.getAll(of(room)))) ?? [];

// Forgets what begins before `upTo`.
export const forget = (room, upTo = Infinity) => within("readwrite", (store) => store.delete(of(room, upTo)));
