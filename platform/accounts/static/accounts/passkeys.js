// Shows what a passkey needs where the browser has it, and says when one did not work.
if (window.PublicKeyCredential) {
  document.querySelectorAll('[data-passkey]').forEach(part => { part.hidden = false })
}

document.addEventListener('allauth.error', event => {
  event.preventDefault()
  document.querySelectorAll('[data-passkey]').forEach(part => {
    let note = part.querySelector('[role=alert]')
    if (!note) {
      note = document.createElement('p')
      note.className = 'govuk-error-message'
      note.setAttribute('role', 'alert')
      part.prepend(note)
    }
    note.textContent = 'The passkey did not work, or you stopped. You can try again, or use another way.'
  })
})
