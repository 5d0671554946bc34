// What pages do beyond links and forms. Everything here adds to a page that works without it.
(() => {
  'use strict';
  const token = () => document.body.dataset.csrf || '';

  document.addEventListener('htmx:configRequest', (e) => { e.detail.headers['X-CSRF-TOKEN'] = token(); });

  // What waits in this tab is of the person who typed it: it goes when that person signs out, here or in another
  // tab, and when somebody else has signed in since.
  const forget = () => Object.keys(sessionStorage).filter((key) => /^(draft:|unsaved:|sent$)/.test(key)).forEach((key) => sessionStorage.removeItem(key));
  const tabs = new BroadcastChannel('signed-out');
  tabs.onmessage = forget;
  const who = document.body.dataset.who;
  if (who && sessionStorage.getItem('who') !== who) { forget(); sessionStorage.setItem('who', who); }
  // What was sent waits no longer, unless the answer refuses it whole or asks to sign in.
  if (who && !('problem' in document.body.dataset)) sessionStorage.removeItem(sessionStorage.getItem('sent'));
  sessionStorage.removeItem('sent');
  document.addEventListener('submit', (e) => {
    if ('forgets' in e.target.dataset) { forget(); tabs.postMessage(''); }
  });

  // A question before something that cannot be undone.
  const dialog = document.getElementById('confirm');
  let asked = null;
  document.addEventListener('submit', (e) => {
    const says = (e.submitter && e.submitter.dataset.confirm) || e.target.dataset.confirm;
    if (!says || e.target === asked || !dialog.showModal) return;
    e.preventDefault();
    const form = e.target, submitter = e.submitter;
    document.getElementById('confirm-says').textContent = says;
    dialog.showModal();
    dialog.onclose = () => {
      if (dialog.returnValue === 'yes') { asked = form; form.requestSubmit(submitter); asked = null; }
    };
  });
  dialog.querySelectorAll('button').forEach((b) => b.addEventListener('click', () => dialog.close(b.value)));

  // A form is sent once, however often its button is pressed.
  document.addEventListener('submit', (e) => {
    if (e.defaultPrevented || e.target.method !== 'post') return;
    if (e.target.dataset.sent) { e.preventDefault(); return; }
    e.target.dataset.sent = '1';
    setTimeout(() => { delete e.target.dataset.sent; }, 4000);
  });

  // A file that would be refused is told of before it is sent: what was typed beside it stays.
  document.addEventListener('change', (e) => {
    if (e.target.type !== 'file') return;
    const large = [...e.target.files].some((file) => file.size > 20e6);
    e.target.setCustomValidity(large ? document.body.dataset.tooLarge : '');
    if (large) e.target.reportValidity();
  });

  const start = (root) => {
    root.querySelectorAll('[data-focus]').forEach((el) => el.focus());
    root.querySelectorAll('[data-select]').forEach((el) => el.addEventListener('focus', () => el.select()));
    root.querySelectorAll('[data-all]').forEach((box) => box.addEventListener('change', () =>
      document.querySelectorAll(box.dataset.all).forEach((each) => { each.checked = box.checked; })));
    // Progress by server-sent events.
    root.querySelectorAll('[data-events]').forEach((el) => {
      const source = new EventSource(el.dataset.events);
      source.onmessage = (e) => {
        const told = JSON.parse(e.data), bar = el.querySelector('progress');
        if (told.total) { bar.max = told.total; bar.value = told.done; } else { bar.removeAttribute('value'); }
        if (told.says) el.querySelector('.progress-says').textContent = told.says;
        if (told.end) { source.close(); if (el.dataset.then) location.assign(el.dataset.then); }
      };
    });
    // A part of the page that is read anew when the server tells that it has changed.
    root.querySelectorAll('[data-live]').forEach((el) => {
      new EventSource(el.dataset.live).onmessage = () => {
        if (dialog.open) return;
        htmx.ajax('GET', el.dataset.part, { target: el, swap: 'innerHTML', headers: { 'X-By-Itself': '1' } });
      };
    });
    // What was typed outlives a session that ended: it waits in this tab until the form is sent.
    root.querySelectorAll('form[data-draft]').forEach((form) => {
      const key = 'draft:' + location.pathname + ':' + form.dataset.draft;
      const kept = JSON.parse(sessionStorage.getItem(key) || '{}');
      const fields = () => [...form.elements].filter((el) => el.name && !['hidden', 'password', 'file', 'checkbox', 'radio'].includes(el.type));
      fields().forEach((el) => { if (kept[el.name] && !el.value) el.value = kept[el.name]; });
      form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields().map((el) => [el.name, el.value])))));
      form.addEventListener('submit', () => { if (form.hasAttribute('hx-post')) sessionStorage.removeItem(key); else sessionStorage.setItem('sent', key); });
    });
  };
  start(document);
  document.addEventListener('htmx:load', (e) => { if (e.detail.elt !== document.body) start(e.detail.elt); });

  // Rows that save themselves: of two values a person chooses one; what a lost session or network left behind is sent again.
  const unsaved = (form) => 'unsaved:' + location.pathname + ':' + form.id;
  const fields = (form) => [...form.elements].filter((el) => el.name && el.type !== 'hidden' && el.type !== 'file');
  const send = (form) => form.dispatchEvent(new Event('input', { bubbles: true }));
  document.addEventListener('click', (e) => {
    const choice = e.target.closest('[data-choose]');
    if (!choice) return;
    const form = choice.closest('form');
    if (choice.dataset.choose === 'theirs') {
      form.querySelectorAll('[data-theirs]').forEach((each) => {
        const el = form.elements[each.dataset.field];
        if (el.type === 'checkbox') el.checked = each.dataset.theirs === 'có'; else el.value = each.dataset.theirs;
      });
    }
    form.elements.seen.value = choice.dataset.version;
    send(form);
  });
  document.addEventListener('htmx:beforeOnLoad', (e) => {
    const form = e.target.closest('[data-autosave]');
    if (form && e.detail.xhr.status === 401) {
      sessionStorage.setItem(unsaved(form), JSON.stringify(fields(form).map((el) => [el.name, el.type === 'checkbox' ? el.checked : el.value])));
    }
  });
  ['htmx:sendError', 'htmx:timeout', 'htmx:responseError'].forEach((problem) => document.addEventListener(problem, (e) => {
    const form = e.target.closest('[data-autosave]');
    if (!form) return;
    const says = form.querySelector('.says');
    says.textContent = form.dataset.autosave;
    says.className = 'says bad';
    if (problem !== 'htmx:responseError') setTimeout(() => send(form), 5000);
  }));
  document.querySelectorAll('form[data-autosave]').forEach((form) => {
    const kept = sessionStorage.getItem(unsaved(form));
    if (!kept) return;
    sessionStorage.removeItem(unsaved(form));
    JSON.parse(kept).forEach(([name, value]) => {
      const el = form.elements[name];
      if (el.type === 'checkbox') el.checked = value; else el.value = value;
    });
    addEventListener('load', () => send(form));
  });
  // A file that is too large is named before it is sent.
  document.addEventListener('change', (e) => {
    const el = e.target;
    if (el.type !== 'file' || !el.dataset.most) return;
    el.setCustomValidity(el.files[0] && el.files[0].size > Number(el.dataset.most) ? el.dataset.tooLarge : '');
    el.reportValidity();
  });

  // A link to something folded unfolds it.
  const unfold = () => {
    const folded = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (folded && folded.tagName === 'DETAILS') folded.open = true;
  };
  unfold();
  addEventListener('hashchange', unfold);

  // Single keys press what names them (data-key), outside of fields; they can be switched off (WCAG 2.1.4).
  const keysOff = () => localStorage.getItem('keys') === 'off';
  document.querySelectorAll('[data-keys-off]').forEach((b) => {
    const say = () => b.setAttribute('aria-pressed', String(!keysOff()));
    b.addEventListener('click', () => { localStorage.setItem('keys', keysOff() ? 'on' : 'off'); say(); });
    say();
  });
  document.addEventListener('keydown', (e) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (e.key === 'Escape' && typing) e.target.blur();
    if (typing || e.ctrlKey || e.metaKey || e.altKey || keysOff() || dialog.open) return;
    const el = document.querySelector('[data-key="' + CSS.escape(e.key.toLowerCase()) + '"]');
    if (!el || el.disabled) return;
    e.preventDefault();
    if (el.dataset.into) document.querySelector(el.dataset.into).focus(); else el.click();
  });

  // The search in the head: arrows walk through what was found, Escape closes it.
  const seek = document.getElementById('seek'), hits = document.getElementById('seek-hits');
  if (seek) {
    const close = () => { hits.textContent = ''; };
    seek.form.addEventListener('keydown', (e) => {
      const all = [seek, ...hits.querySelectorAll('a')], at = all.indexOf(document.activeElement);
      if (e.key === 'Escape') { close(); seek.focus(); }
      const to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : -1;
      if (to >= 0 && to < all.length) { e.preventDefault(); all[to].focus(); }
    });
    document.addEventListener('click', (e) => { if (!seek.form.contains(e.target)) close(); });
    seek.form.addEventListener('focusout', (e) => { if (e.relatedTarget && !seek.form.contains(e.relatedTarget)) close(); });
  }

  // Ctrl+K goes to the search of the page.
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key === 'k') {
      const search = document.querySelector('input[type=search]');
      if (search) { e.preventDefault(); search.focus(); search.select(); }
    }
  });
})();
