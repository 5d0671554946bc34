package vn.portalaudit.net.browser;

/** Scripts for pages. */
final class Lockdown {
  /**
   * Runs before any script of a page: no dialogs, no windows, no peer connections, and nothing is
   * submitted or posted, in tunnels as little as in plain HTTP. It binds the page's good manners,
   * not its malice; malice meets the proxy, the popup blocker and the time limit.
   */
  static final String BEFORE_ANY_SCRIPT =
      """
      (() => {
        const none = () => {};
        const safe = m => ['GET', 'HEAD', 'OPTIONS'].includes(String(m || 'GET').toUpperCase());
        const set = (object, name, value) => { try { object[name] = value; } catch (e) {} };
        set(window, 'alert', none);
        set(window, 'confirm', () => false);
        set(window, 'prompt', () => null);
        set(window, 'print', none);
        set(window, 'open', () => null);
        set(window, 'RTCPeerConnection', undefined);
        set(window, 'webkitRTCPeerConnection', undefined);
        set(HTMLFormElement.prototype, 'submit', none);
        set(HTMLFormElement.prototype, 'requestSubmit', none);
        window.addEventListener('submit', e => e.preventDefault(), true);
        set(Navigator.prototype, 'sendBeacon', () => false);
        const fetch = window.fetch;
        set(window, 'fetch', function (input, init) {
          const method = init && init.method || input instanceof Request && input.method;
          return safe(method)
              ? fetch.apply(this, arguments)
              : Promise.reject(new TypeError('Failed to fetch'));
        });
        const send = XMLHttpRequest.prototype.send;
        const open = XMLHttpRequest.prototype.open;
        const methods = new WeakMap();
        set(XMLHttpRequest.prototype, 'open', function (method) {
          methods.set(this, method);
          return open.apply(this, arguments);
        });
        set(XMLHttpRequest.prototype, 'send', function () {
          if (safe(methods.get(this))) {
            return send.apply(this, arguments);
          }
          setTimeout(() => this.dispatchEvent(new ProgressEvent('error')));
        });
      })();
      """;

  /**
   * Resolves when the document is complete and its content has stood still. Attributes are not
   * watched, for a slide show never rests. Runs in a world of its own, where the page cannot have
   * put other functions in the place of the browser's.
   */
  static String untilQuiet(int stillMillis, int mostMillis) {
    return """
    new Promise(done => {
      const start = performance.now();
      let changed = start;
      new MutationObserver(() => { changed = performance.now(); })
          .observe(document, {subtree: true, childList: true, characterData: true});
      const look = () => {
        const now = performance.now();
        const complete = Reflect.get(Document.prototype, 'readyState', document) === 'complete';
        if (now - start >= MOST || complete && now - changed >= STILL) {
          done('');
        } else {
          setTimeout(look, 50);
        }
      };
      look();
    })
    """
        .replace("MOST", Integer.toString(mostMillis))
        .replace("STILL", Integer.toString(stillMillis));
  }

  /** The document's markup, cut to so many characters. */
  static String markup(int characters) {
    return "Reflect.get(Document.prototype, 'documentElement', document).outerHTML.slice(0, "
        + characters
        + ")";
  }

  /** What Chromium's own error page names as the cause. */
  static final String ERROR_CODE = "document.querySelector('.error-code')?.textContent ?? ''";

  private Lockdown() {}
}
