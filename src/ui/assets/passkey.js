// Asks the browser for a passkey. Without this script a password and a code do the same.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (window.isSecureContext !== true || window.PublicKeyCredential === undefined) continue
  form.classList.add('ready')
  form.addEventListener('submit', (event) => {
    if (form.elements.answer.value !== '') return
    event.preventDefault()
    form.querySelector('button').disabled = true
    ask(form)
      .then((answer) => {
        form.elements.answer.value = JSON.stringify(answer)
        form.submit()
      })
      .catch(() => {
        form.querySelector('button').disabled = false
        form.querySelector('[role=alert]').hidden = false
      })
  })
}

async function ask(form) {
  const sent = await fetch(form.dataset.options, {
    method: 'POST',
    body: new URLSearchParams({ csrf: form.elements.csrf.value }),
  })
  if (!sent.ok) throw new Error('refused')
  const options = await sent.json()
  return form.dataset.passkey === 'make' ? make(options) : get(options)
}

async function make(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) })),
  }
  const made = await navigator.credentials.create({ publicKey })
  return told(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  })
}

async function get(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map((one) => ({
      ...one,
      id: bytes(one.id),
    })),
  }
  const got = await navigator.credentials.get({ publicKey })
  const { authenticatorData, signature, userHandle } = got.response
  return told(got, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle === null ? {} : { userHandle: text(userHandle) }),
  })
}

function told(credential, response) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  }
}

function bytes(base64url) {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
