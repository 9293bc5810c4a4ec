"""What a browser keeps for whoever writes in it."""

# The texts of its drafts.
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open('dienhong', 1)
  asked.onsuccess = () => {
    const all = asked.result.transaction('drafts').objectStore('drafts').getAll()
    all.onsuccess = () => done(all.result.map((each) => each.text))
  }
})"""
