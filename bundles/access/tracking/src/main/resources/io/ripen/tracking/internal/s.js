// Ripen page views: tells which pages a known visitor looks at. A visitor is known by the signed token in ?rp=, which a
// tracked link brought. Without one, or when the browser asks not to be tracked, it does nothing.
(function () {
  "use strict";
  var nav = window.navigator;
  if (nav.globalPrivacyControl || nav.doNotTrack === "1" || window.doNotTrack === "1") {
    return;
  }
  var script = document.currentScript;
  if (!script || !script.src) {
    return;
  }
  var target = script.src.replace(/\/s\.js.*$/, "/v");
  var valid = /^[A-Za-z0-9_-]{10,60}$/;

  function arrived() {
    var found = /[?&]rp=([^&#]*)/.exec(window.location.search);
    if (!found || !valid.test(found[1])) {
      return "";
    }
    document.cookie =
      "rp=" + found[1] + "; Max-Age=31536000; Path=/; SameSite=Lax" +
      (window.location.protocol === "https:" ? "; Secure" : "");
    if (window.history && window.history.replaceState) {
      // Out of the address line, so that nobody passes it on with the page's address.
      var rest = window.location.search.slice(1).split("&").filter(function (part) {
        return part.indexOf("rp=") !== 0;
      });
      window.history.replaceState(
        window.history.state, "",
        window.location.pathname + (rest.length ? "?" + rest.join("&") : "") + window.location.hash);
    }
    return found[1];
  }

  function remembered() {
    var found = /(?:^|;\s*)rp=([^;]*)/.exec(document.cookie);
    return found && valid.test(found[1]) ? found[1] : "";
  }

  var visitor = arrived() || remembered();

  function report() {
    if (!visitor) {
      return;
    }
    var view = JSON.stringify({
      visitor: visitor,
      url: window.location.href,
      title: document.title,
      referrer: document.referrer
    });
    if (!nav.sendBeacon || !nav.sendBeacon(target, view)) {
      var request = new XMLHttpRequest();
      request.open("POST", target, true);
      request.setRequestHeader("Content-Type", "text/plain");
      request.send(view);
    }
  }

  // For pages that change without being loaded: call ripen.view() after the change.
  window.ripen = { view: report };
  if (document.visibilityState === "prerender") {
    document.addEventListener("visibilitychange", report, { once: true });
  } else {
    report();
  }
})();
