function Ce(t,e){if(t===e)return!0;if(t===null||e===null||typeof t!="object"||typeof e!="object"||Object.keys(t).length!==Object.keys(e).length)return!1;for(let n in t)if(e.hasOwnProperty(n)){if(!Ce(t[n],e[n]))return!1}else return!1;return!0}function ri(t){return Ia(JSON.stringify(t))}function za(t,e=0){let n=3735928559^e,r=1103547991^e;for(let i=0;i<t.length;i++){let a=t[i];n=Math.imul(n^a,2654435761),r=Math.imul(r^a,1597334677)}return n=Math.imul(n^n>>>16,2246822507),n^=Math.imul(r^r>>>13,3266489909),r=Math.imul(r^r>>>16,2246822507),r^=Math.imul(n^n>>>13,3266489909),[r>>>0,n>>>0]}function Ia(t){let e=za(new TextEncoder().encode(t));return e[0].toString(16).padStart(8,"0")+e[1].toString(16).padStart(8,"0")}function ae(t,e,...n){try{if(n.every(r=>r!==void 0)){let r=t[e];if(typeof r=="function")return r(...n)}}catch(r){console.error(r)}}var Na=2;function _n(t){return{clientX:t.clientX,clientY:t.clientY,pageX:t.pageX,pageY:t.pageY,modifiers:{shift:t.shiftKey,ctrl:t.ctrlKey,alt:t.altKey,meta:t.metaKey}}}function Nt(t,e){let n=e,r,i=!1,a=!1,l=u=>{let f=_n(u);u.preventDefault(),u.stopPropagation(),Ga(),i=!0,r&&=(ae(r,"up"),void 0);let c=h=>{let v=_n(h);n.drag&&!r?Math.hypot(f.clientX-v.clientX,f.clientY-v.clientY)>Na&&(r=ae(n,"drag",f),r&&ae(r,"move",v)):r&&ae(r,"move",v)},d=h=>{let v=_n(h);i=!1,window.removeEventListener("mousemove",c),window.removeEventListener("mouseup",d),r?(ae(r,"up",h),r=void 0):n.click&&ae(n,"click",v)};window.addEventListener("mousemove",c,{passive:!0}),window.addEventListener("mouseup",d,{passive:!0})},s=u=>{if(!i){n.hover&&(ae(n,"hover",_n(u)),a=!0);return}},o=u=>{a&&n.hover&&(ae(n,"hover",null),a=!1)};return t.addEventListener("mousedown",l,{passive:!1}),t.addEventListener("mousemove",s,{passive:!0}),t.addEventListener("mouseleave",o,{passive:!0}),{update:u=>{n=u},destroy:()=>{t.removeEventListener("mousedown",l),t.removeEventListener("mousemove",s),t.removeEventListener("mouseleave",o)}}}function Ga(){try{document.activeElement&&document.activeElement!==document.body&&document.activeElement.blur?.()}catch{}}var Oa=Object.create,Gi=Object.defineProperty,$a=Object.getOwnPropertyDescriptor,qa=Object.getOwnPropertyNames,Va=Object.getPrototypeOf,Ya=Object.prototype.hasOwnProperty,Xa=(t,e)=>()=>(e||(t((e={exports:{}}).exports,e),t=null),e.exports),Wa=(t,e,n,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(var i=qa(e),a=0,l=i.length,s;a<l;a++)s=i[a],!Ya.call(t,s)&&s!==n&&Gi(t,s,{get:(o=>e[o]).bind(null,s),enumerable:!(r=$a(e,s))||r.enumerable});return t},ja=(t,e,n)=>(n=t==null?{}:Oa(Va(t)),Wa(e||!t||!t.__esModule?Gi(n,"default",{value:t,enumerable:!0}):n,t));function Ha(){return!(navigator.gpu==null||navigator.gpu.requestAdapter==null||navigator.gpu.wgslLanguageFeatures==null)}async function Qa(){if(!Ha())return null;let t=await navigator.gpu.requestAdapter();if(!t)return console.error("Could not request WebGPU adapter"),null;let e=[{requiredLimits:{maxBufferSize:t.limits.maxBufferSize,maxStorageBufferBindingSize:t.limits.maxStorageBufferBindingSize},requiredFeatures:["shader-f16"]},...[512,256,128,64,32].map(n=>({requiredLimits:{maxBufferSize:Math.min(n*1048576,t.limits.maxBufferSize),maxStorageBufferBindingSize:Math.min(n*1048576,t.limits.maxStorageBufferBindingSize)},requiredFeatures:["shader-f16"]}))];for(let n of e)try{return await t.requestDevice(n)}catch(r){console.error(r);continue}return null}function Ka(t){return t==0&&(t=4),t%4!=0&&(t+=4-t%4),t}function Zt(t,e,n,r){return(t.buffer==null||t.byteSize!=n||t.usage!=r)&&(t.buffer!=null&&t.buffer.destroy(),t.buffer=e.createBuffer({size:Ka(n),usage:r}),t.byteSize=n,t.destroy=()=>{t.buffer?.destroy()}),t.buffer}function Qn(t,e,n,r){if(t.buffer!==n||t.data!==r){if(r!=null)if(r.byteLength%4!=0){let i=r.byteLength-r.byteLength%4;if(e.queue.writeBuffer(n,0,r,0,i),r instanceof Uint8Array){let a=new Uint8Array(4);for(let l=0;l<4;l++)i+l<r.length&&(a[l]=r[i+l]);e.queue.writeBuffer(n,i,a)}}else e.queue.writeBuffer(n,0,r,0);else e.queue.writeBuffer(n,0,new ArrayBuffer(n.size));t.buffer=n,t.data=r}return n}function ii(t,e,n,r,i,a){return(t.texture==null||t.width!=n||t.height!=r||t.format!=i||t.usage!=a)&&(t.texture!=null&&t.texture.destroy(),t.texture=e.createTexture({size:[n,r],format:i,usage:a}),t.destroy=()=>{t.texture?.destroy()}),t.texture}var Dt=1024,Pt=2048,Se=4096,Ar=8192,Za=16384,Er=32768,oi=1<<25,Tr=65536,dn=1<<19,Oi=1<<20,nn=1<<25,hn=65536,ai=1<<21,Ja=1<<22,Dn=1<<23,_e=Symbol("$state"),$i=Symbol("legacy props"),tl=Symbol(""),qi=Symbol("attributes"),el=Symbol("class"),lr=Symbol("style"),sr=Symbol("text"),On=new class extends Error{name="StaleReactionError";message="The reaction that called `getAbortSignal()` was re-run or destroyed"},nl=!!globalThis.document?.contentType&&globalThis.document.contentType.includes("xml"),Vi=Array.isArray,rl=Array.prototype.indexOf,kn=Array.prototype.includes,$n=Array.from,Yi=Object.defineProperty,Ie=Object.getOwnPropertyDescriptor,Xi=Object.getOwnPropertyDescriptors,il=Object.prototype,ol=Array.prototype,Mr=Object.getPrototypeOf,li=Object.isExtensible,al=()=>{};function ll(t){for(var e=0;e<t.length;e++)t[e]()}function Wi(){var t,e;return{promise:new Promise((n,r)=>{t=n,e=r}),resolve:t,reject:e}}function ji(t){return t===this.v}function Hi(t,e){return t==t?t!==e||typeof t=="object"&&!!t||typeof t=="function":e==e}function Qi(t){return!Hi(t,this.v)}function Ki(t){throw Error("https://svelte.dev/e/lifecycle_outside_component")}function sl(){throw Error("https://svelte.dev/e/async_derived_orphan")}function ul(t,e,n){throw Error("https://svelte.dev/e/each_key_duplicate")}function fl(t){throw Error("https://svelte.dev/e/effect_in_teardown")}function cl(){throw Error("https://svelte.dev/e/effect_in_unowned_derived")}function dl(t){throw Error("https://svelte.dev/e/effect_orphan")}function hl(){throw Error("https://svelte.dev/e/effect_update_depth_exceeded")}function pl(){throw Error("https://svelte.dev/e/hydration_failed")}function vl(t){throw Error("https://svelte.dev/e/props_invalid_value")}function gl(){throw Error("https://svelte.dev/e/state_descriptors_fixed")}function yl(){throw Error("https://svelte.dev/e/state_prototype_fixed")}function ml(){throw Error("https://svelte.dev/e/state_unsafe_mutation")}function xl(){throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror")}var Qt=!1,pn=!1,Ge={},lt=Symbol("uninitialized"),bl="http://www.w3.org/1999/xhtml",K=null;function Oe(t){K=t}function Fe(t,e=!1,n){K={p:K,i:!1,c:null,e:null,s:t,x:null,r:z,l:pn&&!e?{s:null,u:null,$:[]}:null}}function Be(t){var e=K,n=e.e;if(n!==null){e.e=null;for(var r of n)Ro(r)}return t!==void 0&&(e.x=t),e.i=!0,K=e.p,t??{}}function Ve(){return!pn||K!==null&&K.l===null}var me=[];function Zi(){var t=me;me=[],ll(t)}function fe(t){if(me.length===0&&!rn){var e=me;queueMicrotask(()=>{e===me&&Zi()})}me.push(t)}function wl(){for(;me.length>0;)Zi()}function _l(){console.warn("https://svelte.dev/e/derived_inert")}function qn(t){console.warn("https://svelte.dev/e/hydration_mismatch")}function Al(){console.warn("https://svelte.dev/e/svelte_boundary_reset_noop")}var Y=!1;function Kt(t){Y=t}var q;function wt(t){if(t===null)throw qn(),Ge;return q=t}function vn(){return wt(jt(q))}function ot(t){if(Y){if(jt(q)!==null)throw qn(),Ge;q=t}}function Ji(t=1){if(Y){for(var e=t,n=q;e--;)n=jt(n);q=n}}function Cn(t=!0){for(var e=0,n=q;;){if(n.nodeType===8){var r=n.data;if(r==="]"){if(e===0)return n;--e}else(r==="["||r==="[!"||r[0]==="["&&!isNaN(Number(r.slice(1))))&&(e+=1)}var i=jt(n);t&&n.remove(),n=i}}function to(t){if(!t||t.nodeType!==8)throw qn(),Ge;return t.data}function xe(t){if(typeof t!="object"||!t||_e in t)return t;let e=Mr(t);if(e!==il&&e!==ol)return t;var n=new Map,r=Vi(t),i=gt(0),a=null,l=Ee,s=o=>{if(Ee===l)return o();var u=O,f=Ee;Ct(null),di(l);var c=o();return Ct(u),di(f),c};return r&&n.set("length",gt(t.length,a)),new Proxy(t,{defineProperty(o,u,f){(!("value"in f)||f.configurable===!1||f.enumerable===!1||f.writable===!1)&&gl();var c=n.get(u);return c===void 0?s(()=>{var d=gt(f.value,a);return n.set(u,d),d}):et(c,f.value,!0),!0},deleteProperty(o,u){var f=n.get(u);if(f===void 0){if(u in o){let c=s(()=>gt(lt,a));n.set(u,c),on(i)}}else et(f,lt),on(i);return!0},get(o,u,f){if(u===_e)return t;var c=n.get(u),d=u in o;if(c===void 0&&(!d||Ie(o,u)?.writable)&&(c=s(()=>gt(xe(d?o[u]:lt),a)),n.set(u,c)),c!==void 0){var h=p(c);return h===lt?void 0:h}return Reflect.get(o,u,f)},getOwnPropertyDescriptor(o,u){var f=Reflect.getOwnPropertyDescriptor(o,u);if(f&&"value"in f){var c=n.get(u);c&&(f.value=p(c))}else if(f===void 0){var d=n.get(u),h=d?.v;if(d!==void 0&&h!==lt)return{enumerable:!0,configurable:!0,value:h,writable:!0}}return f},has(o,u){if(u===_e)return!0;var f=n.get(u),c=f!==void 0&&f.v!==lt||Reflect.has(o,u);return(f!==void 0||z!==null&&(!c||Ie(o,u)?.writable))&&(f===void 0&&(f=s(()=>gt(c?xe(o[u]):lt,a)),n.set(u,f)),p(f)===lt)?!1:c},set(o,u,f,c){var d=n.get(u),h=u in o;if(r&&u==="length")for(var v=f;v<d.v;v+=1){var g=n.get(v+"");g===void 0?v in o&&(g=s(()=>gt(lt,a)),n.set(v+"",g)):et(g,lt)}if(d===void 0)(!h||Ie(o,u)?.writable)&&(d=s(()=>gt(void 0,a)),et(d,xe(f)),n.set(u,d));else{h=d.v!==lt;var y=s(()=>xe(f));et(d,y)}var b=Reflect.getOwnPropertyDescriptor(o,u);if(b?.set&&b.set.call(c,f),!h){if(r&&typeof u=="string"){var A=n.get("length"),x=Number(u);Number.isInteger(x)&&x>=A.v&&et(A,x+1)}on(i)}return!0},ownKeys(o){p(i);var u=Reflect.ownKeys(o).filter(d=>{var h=n.get(d);return h===void 0||h.v!==lt});for(var[f,c]of n)c.v!==lt&&!(f in o)&&u.push(f);return u},setPrototypeOf(){yl()}})}var si,eo,no,ro;function ur(){if(si===void 0){si=window,eo=/Firefox/.test(navigator.userAgent);var t=Element.prototype,e=Node.prototype,n=Text.prototype;no=Ie(e,"firstChild").get,ro=Ie(e,"nextSibling").get,li(t)&&(t[el]=void 0,t[qi]=null,t[lr]=void 0,t.__e=void 0),li(n)&&(n[sr]=void 0)}}function kt(t=""){return document.createTextNode(t)}function Bt(t){return no.call(t)}function jt(t){return ro.call(t)}function ut(t,e){if(!Y)return Bt(t);var n=Bt(q);if(n===null)n=q.appendChild(kt());else if(e&&n.nodeType!==3){var r=kt();return n?.before(r),wt(r),r}return e&&Sr(n),wt(n),n}function ye(t,e=!1){if(!Y){var n=Bt(t);return n instanceof Comment&&n.data===""?jt(n):n}if(e){if(q?.nodeType!==3){var r=kt();return q?.before(r),wt(r),r}Sr(q)}return q}function Q(t,e=1,n=!1){let r=Y?q:t;for(var i;e--;)i=r,r=jt(r);if(!Y)return r;if(n){if(r?.nodeType!==3){var a=kt();return r===null?i?.after(a):r.before(a),wt(a),a}Sr(r)}return wt(r),r}function io(t){t.textContent=""}function oo(){return!Qt||$t!==null?!1:(z.f&Er)!==0}function El(t,e,n){return e==null||e==="http://www.w3.org/1999/xhtml"?n?document.createElement(t,{is:n}):document.createElement(t):n?document.createElementNS(e,t,{is:n}):document.createElementNS(e,t)}function Sr(t){if(t.nodeValue.length<65536)return;let e=t.nextSibling;for(;e!==null&&e.nodeType===3;)e.remove(),t.nodeValue+=e.nodeValue,e=t.nextSibling}function ao(t){var e=z;if(e===null)return O.f|=Dn,t;if(!(e.f&32768)&&!(e.f&4))throw t;se(t,e)}function se(t,e){for(;e!==null;){if(e.f&128){if(!(e.f&32768))throw t;try{e.b.error(t);return}catch(n){t=n}}e=e.parent}throw t}var Tl=~(Pt|Se|Dt);function nt(t,e){t.f=t.f&Tl|e}function Rr(t){t.f&512||t.deps===null?nt(t,Dt):nt(t,Se)}function lo(t){if(t!==null)for(let e of t)!(e.f&2)||!(e.f&65536)||(e.f^=hn,lo(e.deps))}function so(t,e,n){t.f&2048?e.add(t):t.f&4096&&n.add(t),lo(t.deps),nt(t,Dt)}var Ml=!1,An=!1;function Sl(t){var e=An;try{return An=!1,[t(),An]}finally{An=e}}var En=null,Ue=null,G=null,fr=null,vt=null,cr=null,rn=!1,Kn=!1,ze=null,Bn=null,ui=0,Rl=1,gn=class dr{id=Rl++;#t=!1;linked=!0;#e=null;#n=null;async_deriveds=new Map;current=new Map;previous=new Map;#l=new Set;#i=new Set;#a=0;#r=new Map;#s=null;#o=[];#p=[];#u=new Set;#f=new Set;#d=new Map;#g=new Set;is_fork=!1;#c=!1;constructor(){Ue===null?En=Ue=this:(Ue.#n=this,this.#e=Ue),Ue=this}#x(){if(this.is_fork)return!0;for(let r of this.#r.keys()){for(var e=r,n=!1;e.parent!==null;){if(this.#d.has(e)){n=!0;break}e=e.parent}if(!n)return!0}return!1}skip_effect(e){this.#d.has(e)||this.#d.set(e,{d:[],m:[]}),this.#g.delete(e)}unskip_effect(e,n=r=>this.schedule(r)){var r=this.#d.get(e);if(r){this.#d.delete(e);for(var i of r.d)nt(i,Pt),n(i);for(i of r.m)nt(i,Se),n(i)}this.#g.add(e)}#y(){this.#t=!0,ui++>1e3&&(this.#v(),Bl());for(let o of this.#u)this.#f.delete(o),nt(o,Pt),this.schedule(o);for(let o of this.#f)nt(o,Se),this.schedule(o);let e=this.#o;this.#o=[],this.apply();var n=ze=[],r=[],i=Bn=[];for(let o of e)try{this.#b(o,n,r)}catch(u){throw co(o),this.#x()||this.discard(),u}if(G=null,i.length>0){var a=dr.ensure();for(let o of i)a.schedule(o)}if(ze=null,Bn=null,this.#x()){this.#h(r),this.#h(n);for(let[o,u]of this.#d)fo(o,u);i.length>0&&G.#y();return}let l=this.#_();if(l){this.#h(r),this.#h(n),l.#w(this);return}this.#u.clear(),this.#f.clear();for(let o of this.#l)o(this);this.#l.clear(),fr=this,fi(r),fi(n),fr=null,this.#s?.resolve();var s=G;if(this.#a===0&&(this.#o.length===0||s!==null)&&(this.#v(),Qt&&(this.#m(),G=s)),this.#o.length>0)if(s!==null){let o=s;o.#o.push(...this.#o.filter(u=>!o.#o.includes(u)))}else s=this;s!==null&&s.#y()}#b(e,n,r){e.f^=Dt;for(var i=e.first;i!==null;){var a=i.f,l=(a&96)!=0;if(!(l&&a&1024||a&8192||this.#d.has(i))&&i.fn!==null){l?i.f^=Dt:a&4?n.push(i):Qt&&a&16777224?r.push(i):yn(i)&&(a&16&&this.#f.add(i),qe(i));var s=i.first;if(s!==null){i=s;continue}}for(;i!==null;){var o=i.next;if(o!==null){i=o;break}i=i.parent}}}#_(){for(var e=this.#e;e!==null;){if(!e.is_fork){for(let[n,[,r]]of this.current)if(e.current.has(n)&&!r)return e}e=e.#e}return null}#w(e){for(let[r,i]of e.current)!this.previous.has(r)&&e.previous.has(r)&&this.previous.set(r,e.previous.get(r)),this.current.set(r,i);for(let[r,i]of e.async_deriveds){let a=this.async_deriveds.get(r);a&&i.promise.then(a.resolve).catch(a.reject)}this.transfer_effects(e.#u,e.#f);let n=r=>{var i=r.reactions;if(i!==null)for(let s of i){var a=s.f;if(a&2)n(s);else{var l=s;a&4194320&&!this.async_deriveds.has(l)&&(this.#f.delete(l),nt(l,Pt),this.schedule(l))}}};for(let r of this.current.keys())n(r);this.oncommit(()=>e.discard()),e.#v(),G=this,this.#y()}#h(e){for(var n=0;n<e.length;n+=1)so(e[n],this.#u,this.#f)}capture(e,n,r=!1){e.v!==lt&&!this.previous.has(e)&&this.previous.set(e,e.v),e.f&8388608||(this.current.set(e,[n,r]),vt?.set(e,n)),this.is_fork||(e.v=n)}activate(){G=this}deactivate(){G=null,vt=null}flush(){try{Kn=!0,G=this,this.#y()}finally{ui=0,cr=null,ze=null,Bn=null,Kn=!1,G=null,vt=null,Ae.clear()}}discard(){for(let e of this.#i)e(this);this.#i.clear(),this.#v(),this.#s?.resolve()}register_created_effect(e){this.#p.push(e)}#m(){for(let f=En;f!==null;f=f.#n){var e=f.id<this.id,n=[];for(let[c,[d,h]]of this.current){if(f.current.has(c)){var r=f.current.get(c)[0];if(e&&d!==r)f.current.set(c,[d,h]);else continue}n.push(c)}if(e)for(let[c,d]of this.async_deriveds){let h=f.async_deriveds.get(c);h&&d.promise.then(h.resolve).catch(h.reject)}if(f.#t){var i=[...f.current.keys()].filter(c=>!f.current.get(c)[1]&&!this.current.has(c));if(i.length===0)e&&f.discard();else if(n.length>0){if(e)for(let c of this.#g)f.unskip_effect(c,d=>{d.f&4194320?f.schedule(d):f.#h([d])});f.activate();var a=new Set,l=new Map;for(var s of n)uo(s,i,a,l);l=new Map;var o=[...f.current].filter(([c,d])=>{let h=this.current.get(c);return h?h[0]!==d[0]||h[1]!==d[1]:!0}).map(([c])=>c);if(o.length>0)for(let c of this.#p)!(c.f&155648)&&Fr(c,o,l)&&(c.f&4194320?(nt(c,Pt),f.schedule(c)):f.#u.add(c));if(f.#o.length>0&&!f.#c){f.apply();for(var u of f.#o)f.#b(u,[],[]);f.#o=[]}f.deactivate()}}}}increment(e,n){if(this.#a+=1,e){let r=this.#r.get(n)??0;this.#r.set(n,r+1)}}decrement(e,n){if(--this.#a,e){let r=this.#r.get(n)??0;r===1?this.#r.delete(n):this.#r.set(n,r-1)}this.#c||(this.#c=!0,fe(()=>{this.#c=!1,this.linked&&this.flush()}))}transfer_effects(e,n){for(let r of e)this.#u.add(r);for(let r of n)this.#f.add(r);e.clear(),n.clear()}oncommit(e){this.#l.add(e)}ondiscard(e){this.#i.add(e)}settled(){return(this.#s??=Wi()).promise}static ensure(){if(G===null){let e=G=new dr;!Kn&&!rn&&fe(()=>{e.#t||e.flush()})}return G}apply(){if(!Qt||!this.is_fork&&this.#e===null&&this.#n===null){vt=null;return}vt=new Map;for(let[n,[r]]of this.current)vt.set(n,r);for(let n=En;n!==null;n=n.#n)if(!(n===this||n.is_fork)){var e=!1;if(n.id<this.id){for(let[r,[,i]]of n.current)if(!i&&this.current.has(r)){e=!0;break}}if(!e)for(let[r,i]of n.previous)vt.has(r)||vt.set(r,i)}}schedule(e){if(cr=e,e.b?.is_pending&&e.f&16777228&&!(e.f&32768)){e.b.defer_effect(e);return}for(var n=e;n.parent!==null;){n=n.parent;var r=n.f;if(ze!==null&&n===z&&(Qt||(O===null||!(O.f&2))&&!Ml))return;if(r&96){if(!(r&1024))return;n.f^=Dt}}this.#o.push(n)}#v(){if(this.linked){var e=this.#e,n=this.#n;e===null?En=n:e.#n=n,n===null?Ue=e:n.#e=e,this.linked=!1}}};function Fl(t){var e=rn;rn=!0;try{var n;for(t&&(G!==null&&!G.is_fork&&G.flush(),n=t());;){if(wl(),G===null)return n;G.flush()}}finally{rn=e}}function Bl(){try{hl()}catch(t){se(t,cr)}}var $t=null;function fi(t){var e=t.length;if(e!==0){for(var n=0;n<e;){var r=t[n++];if(!(r.f&24576)&&yn(r)&&($t=new Set,qe(r),r.deps===null&&r.first===null&&r.nodes===null&&r.teardown===null&&r.ac===null&&Po(r),$t?.size>0)){Ae.clear();for(let i of $t){if(i.f&24576)continue;let a=[i],l=i.parent;for(;l!==null;)$t.has(l)&&($t.delete(l),a.push(l)),l=l.parent;for(let s=a.length-1;s>=0;s--){let o=a[s];o.f&24576||qe(o)}}$t.clear()}}$t=null}}function uo(t,e,n,r){if(!n.has(t)&&(n.add(t),t.reactions!==null))for(let i of t.reactions){let a=i.f;a&2?uo(i,e,n,r):a&4194320&&!(a&2048)&&Fr(i,e,r)&&(nt(i,Pt),Br(i))}}function Fr(t,e,n){let r=n.get(t);if(r!==void 0)return r;if(t.deps!==null)for(let i of t.deps){if(kn.call(e,i))return!0;if(i.f&2&&Fr(i,e,n))return n.set(i,!0),!0}return n.set(t,!1),!1}function Br(t){G.schedule(t)}function fo(t,e){if(!(t.f&32&&t.f&1024)){t.f&2048?e.d.push(t):t.f&4096&&e.m.push(t),nt(t,Dt);for(var n=t.first;n!==null;)fo(n,e),n=n.next}}function co(t){nt(t,Dt);for(var e=t.first;e!==null;)co(e),e=e.next}function Pl(t){let e=0,n=Re(0),r;return()=>{Cr()&&(p(n),Ur(()=>(e===0&&(r=Ye(()=>t(()=>on(n)))),e+=1,()=>{fe(()=>{--e,e===0&&(r?.(),r=void 0,on(n))})})))}}var Dl=Tr|dn;function kl(t,e,n,r){new Cl(t,e,n,r)}var Cl=class{parent;is_pending=!1;transform_error;#t;#e=Y?q:null;#n;#l;#i;#a=null;#r=null;#s=null;#o=null;#p=0;#u=0;#f=!1;#d=new Set;#g=new Set;#c=null;#x=Pl(()=>(this.#c=Re(this.#p),()=>{this.#c=null}));constructor(t,e,n,r){this.#t=t,this.#n=e,this.#l=i=>{var a=z;a.b=this,a.f|=128,n(i)},this.parent=z.b,this.transform_error=r??this.parent?.transform_error??(i=>i),this.#i=Vn(()=>{if(Y){let i=this.#e;vn();let a=i.data==="[!";if(i.data.startsWith("[?")){let l=JSON.parse(i.data.slice(2));this.#b(l)}else a?this.#_():this.#y()}else this.#w()},Dl),Y&&(this.#t=q)}#y(){try{this.#a=Ft(()=>this.#l(this.#t))}catch(t){this.error(t)}}#b(t){let e=this.#n.failed;e&&(this.#s=Ft(()=>{e(this.#t,()=>t,()=>()=>{})}))}#_(){let t=this.#n.pending;t&&(this.is_pending=!0,this.#r=Ft(()=>t(this.#t)),fe(()=>{var e=this.#o=document.createDocumentFragment(),n=kt();e.append(n),this.#a=this.#m(()=>Ft(()=>this.#l(n))),this.#u===0&&(this.#t.before(e),this.#o=null,Te(this.#r,()=>{this.#r=null}),this.#h(G))}))}#w(){try{if(this.is_pending=this.has_pending_snippet(),this.#u=0,this.#p=0,this.#a=Ft(()=>{this.#l(this.#t)}),this.#u>0){var t=this.#o=document.createDocumentFragment();zr(this.#a,t);let e=this.#n.pending;this.#r=Ft(()=>e(this.#t))}else this.#h(G)}catch(e){this.error(e)}}#h(t){this.is_pending=!1,t.transfer_effects(this.#d,this.#g)}defer_effect(t){so(t,this.#d,this.#g)}is_rendered(){return!this.is_pending&&(!this.parent||this.parent.is_rendered())}has_pending_snippet(){return!!this.#n.pending}#m(t){var e=z,n=O,r=K;Xt(this.#i),Ct(this.#i),Oe(this.#i.ctx);try{return gn.ensure(),t()}catch(i){return ao(i),null}finally{Xt(e),Ct(n),Oe(r)}}#v(t,e){if(!this.has_pending_snippet()){this.parent&&this.parent.#v(t,e);return}this.#u+=t,this.#u===0&&(this.#h(e),this.#r&&Te(this.#r,()=>{this.#r=null}),this.#o&&=(this.#t.before(this.#o),null))}update_pending_count(t,e){this.#v(t,e),this.#p+=t,!(!this.#c||this.#f)&&(this.#f=!0,fe(()=>{this.#f=!1,this.#c&&$e(this.#c,this.#p)}))}get_effect_pending(){return this.#x(),p(this.#c)}error(t){if(!this.#n.onerror&&!this.#n.failed)throw t;G?.is_fork?(this.#a&&G.skip_effect(this.#a),this.#r&&G.skip_effect(this.#r),this.#s&&G.skip_effect(this.#s),G.oncommit(()=>{this.#A(t)})):this.#A(t)}#A(t){this.#a&&=(_t(this.#a),null),this.#r&&=(_t(this.#r),null),this.#s&&=(_t(this.#s),null),Y&&(wt(this.#e),Ji(),wt(Cn()));var e=this.#n.onerror;let n=this.#n.failed;var r=!1,i=!1;let a=()=>{if(r){Al();return}r=!0,i&&xl(),this.#s!==null&&Te(this.#s,()=>{this.#s=null}),this.#m(()=>{this.#w()})},l=s=>{try{i=!0,e?.(s,a),i=!1}catch(o){se(o,this.#i&&this.#i.parent)}n&&(this.#s=this.#m(()=>{try{return Ft(()=>{var o=z;o.b=this,o.f|=128,n(this.#t,()=>s,()=>a)})}catch(o){return se(o,this.#i.parent),null}}))};fe(()=>{var s;try{s=this.transform_error(t)}catch(o){se(o,this.#i&&this.#i.parent);return}typeof s=="object"&&s&&typeof s.then=="function"?s.then(l,o=>se(o,this.#i&&this.#i.parent)):l(s)})}};function Ul(t,e,n,r){let i=Ve()?sn:Pr;var a=t.filter(d=>!d.settled);if(n.length===0&&a.length===0){r(e.map(i));return}var l=z,s=Ll(),o=a.length===1?a[0].promise:a.length>1?Promise.all(a.map(d=>d.promise)):null;function u(d){if(!(l.f&16384)){s();try{r(d)}catch(h){se(h,l)}Un()}}var f=ho();if(n.length===0){o.then(()=>u(e.map(i))).finally(f);return}function c(){Promise.all(n.map(d=>zl(d))).then(d=>u([...e.map(i),...d])).catch(d=>se(d,l)).finally(f)}o?o.then(()=>{s(),c(),Un()}):c()}function Ll(){var t=z,e=O,n=K,r=G;return function(i=!0){Xt(t),Ct(e),Oe(n),i&&!(t.f&16384)&&(r?.activate(),r?.apply())}}function Un(t=!0){Xt(null),Ct(null),Oe(null),t&&G?.deactivate()}function ho(){var t=z,e=t.b,n=G,r=!!e?.is_rendered();return e?.update_pending_count(1,n),n.increment(r,t),()=>{e?.update_pending_count(-1,n),n.decrement(r,t)}}function sn(t){var e=2|Pt;return z!==null&&(z.f|=dn),{ctx:K,deps:null,effects:null,equals:ji,f:e,fn:t,reactions:null,rv:0,v:lt,wv:0,parent:z,ac:null}}var Tn=Symbol("obsolete");function zl(t,e,n){let r=z;r===null&&sl();var i=void 0,a=Re(lt),l=!O,s=new Set;return jl(()=>{var o=z,u=Wi();i=u.promise;try{Promise.resolve(t()).then(u.resolve,h=>{h!==On&&u.reject(h)}).finally(Un)}catch(h){u.reject(h),Un()}var f=G;if(l){if(o.f&32768)var c=ho();if(r.b?.is_rendered())f.async_deriveds.get(o)?.reject(Tn);else for(let h of s.values())h.reject(Tn);s.add(u),f.async_deriveds.set(o,u)}let d=(h,v=void 0)=>{c?.(),s.delete(u),v!==Tn&&(f.activate(),v?(a.f|=Dn,$e(a,v)):(a.f&8388608&&(a.f^=Dn),$e(a,h)),f.deactivate())};u.promise.then(d,h=>d(null,h||"unknown"))}),So(()=>{for(let o of s)o.reject(Tn)}),new Promise(o=>{function u(f){function c(){f===i?o(a):u(i)}f.then(c,c)}u(i)})}function D(t){let e=sn(t);return Qt||xo(e),e}function Pr(t){let e=sn(t);return e.equals=Qi,e}function Il(t){var e=t.effects;if(e!==null){t.effects=null;for(var n=0;n<e.length;n+=1)_t(e[n])}}function Dr(t){var e,n=z,r=t.parent;if(!te&&r!==null&&t.v!==lt&&r.f&24576)return _l(),t.v;Xt(r);try{t.f&=~hn,Il(t),e=Ao(t)}finally{Xt(n)}return e}function po(t){var e=Dr(t);if(!t.equals(e)&&(t.wv=wo(),(!G?.is_fork||t.deps===null)&&(G===null?t.v=e:(G.capture(t,e,!0),fr?.capture(t,e,!0)),t.deps===null))){nt(t,Dt);return}te||(vt===null?Rr(t):(Cr()||G?.is_fork)&&vt.set(t,e))}function Nl(t){if(t.effects!==null)for(let e of t.effects)(e.teardown||e.ac)&&(e.teardown?.(),e.ac?.abort(On),e.fn!==null&&(e.teardown=al),e.ac=null,un(e,0),Lr(e))}function vo(t){if(t.effects!==null)for(let e of t.effects)e.teardown&&e.fn!==null&&qe(e)}var Ln=new Set,Ae=new Map,go=!1;function Re(t,e){return{f:0,v:t,reactions:null,equals:ji,rv:0,wv:0}}function gt(t,e){let n=Re(t,e);return xo(n),n}function yo(t,e=!1,n=!0){let r=Re(t);return e||(r.equals=Qi),pn&&n&&K!==null&&K.l!==null&&(K.l.s??=[]).push(r),r}function et(t,e,n=!1){return O!==null&&(!Ot||O.f&131072)&&Ve()&&O.f&4325394&&(qt===null||!qt.has(t))&&ml(),$e(t,n?xe(e):e,Bn)}function $e(t,e,n=null){if(!t.equals(e)){Ae.set(t,te?e:t.v);var r=gn.ensure();if(r.capture(t,e),t.f&2){let i=t;t.f&2048&&Dr(i),vt===null&&Rr(i)}t.wv=wo(),mo(t,Pt,n),Ve()&&z!==null&&z.f&1024&&!(z.f&96)&&(St===null?$l([t]):St.push(t)),!r.is_fork&&Ln.size>0&&!go&&Gl()}return e}function Gl(){go=!1;for(let t of Ln){t.f&1024&&nt(t,Se);let e;try{e=yn(t)}catch{e=!0}e&&qe(t)}Ln.clear()}function on(t){et(t,t.v+1)}function mo(t,e,n){var r=t.reactions;if(r!==null)for(var i=Ve(),a=r.length,l=0;l<a;l++){var s=r[l],o=s.f;if(!(!i&&s===z)){var u=(o&Pt)===0;if(u&&nt(s,e),o&131072)Ln.add(s);else if(o&2){var f=s;vt?.delete(f),o&65536||(o&512&&(z===null||!(z.f&2097152))&&(s.f|=hn),mo(f,Se,n))}else if(u){var c=s;o&16&&$t!==null&&$t.add(c),n===null?Br(c):n.push(c)}}}}var Ol=null;function kr(t){var e=O,n=z;Ct(null),Xt(null);try{return t()}finally{Ct(e),Xt(n)}}var Pn=!1,te=!1;function ci(t){te=t}var O=null,Ot=!1;function Ct(t){O=t}var z=null;function Xt(t){z=t}var qt=null;function xo(t){O!==null&&(!Qt||O.f&2)&&(qt??=new Set).add(t)}var mt=null,Tt=0,St=null;function $l(t){St=t}var bo=1,be=0,Ee=be;function di(t){Ee=t}function wo(){return++bo}function yn(t){var e=t.f;if(e&2048)return!0;if(e&2&&(t.f&=~hn),e&4096){for(var n=t.deps,r=n.length,i=0;i<r;i++){var a=n[i];if(yn(a)&&po(a),a.wv>t.wv)return!0}e&512&&vt===null&&nt(t,Dt)}return!1}function _o(t,e,n=!0){var r=t.reactions;if(r!==null&&!(!Qt&&qt!==null&&qt.has(t)))for(var i=0;i<r.length;i++){var a=r[i];a.f&2?_o(a,e,!1):e===a&&(n?nt(a,Pt):a.f&1024&&nt(a,Se),Br(a))}}function Ao(t){var e=mt,n=Tt,r=St,i=O,a=qt,l=K,s=Ot,o=Ee,u=t.f;mt=null,Tt=0,St=null,O=u&96?null:t,qt=null,Oe(t.ctx),Ot=!1,Ee=++be,t.ac!==null&&(kr(()=>{t.ac.abort(On)}),t.ac=null);try{t.f|=ai;var f=t.fn,c=f();t.f|=Er;var d=t.deps,h=G?.is_fork;if(mt!==null){var v;if(h||un(t,Tt),d!==null&&Tt>0)for(d.length=Tt+mt.length,v=0;v<mt.length;v++)d[Tt+v]=mt[v];else t.deps=d=mt;if(Cr()&&t.f&512)for(v=Tt;v<d.length;v++)(d[v].reactions??=[]).push(t)}else!h&&d!==null&&Tt<d.length&&(un(t,Tt),d.length=Tt);if(Ve()&&St!==null&&!Ot&&d!==null&&!(t.f&6146))for(v=0;v<St.length;v++)_o(St[v],t);if(i!==null&&i!==t){if(be++,i.deps!==null)for(let g=0;g<n;g+=1)i.deps[g].rv=be;if(e!==null)for(let g of e)g.rv=be;St!==null&&(r===null?r=St:r.push(...St))}return t.f&8388608&&(t.f^=Dn),c}catch(g){return ao(g)}finally{t.f^=ai,mt=e,Tt=n,St=r,O=i,qt=a,Oe(l),Ot=s,Ee=o}}function ql(t,e){let n=e.reactions;if(n!==null){var r=rl.call(n,t);if(r!==-1){var i=n.length-1;i===0?n=e.reactions=null:(n[r]=n[i],n.pop())}}if(n===null&&e.f&2&&(mt===null||!kn.call(mt,e))){var a=e;a.f&512&&(a.f^=512,a.f&=~hn),a.v!==lt&&Rr(a),Nl(a),un(a,0)}}function un(t,e){var n=t.deps;if(n!==null)for(var r=e;r<n.length;r++)ql(t,n[r])}function qe(t){var e=t.f;if(!(e&16384)){nt(t,Dt);var n=z,r=Pn;z=t,Pn=!0;try{e&16777232?Hl(t):Lr(t),Bo(t);var i=Ao(t);t.teardown=typeof i=="function"?i:null,t.wv=bo}finally{Pn=r,z=n}}}function p(t){var e=(t.f&2)!=0;if(Ol?.add(t),O!==null&&!Ot&&!(z!==null&&z.f&16384)&&(qt===null||!qt.has(t))){var n=O.deps;if(O.f&2097152)t.rv<be&&(t.rv=be,mt===null&&n!==null&&n[Tt]===t?Tt++:mt===null?mt=[t]:mt.push(t));else{O.deps??=[],kn.call(O.deps,t)||O.deps.push(t);var r=t.reactions;r===null?t.reactions=[O]:kn.call(r,O)||r.push(O)}}if(te&&Ae.has(t))return Ae.get(t);if(e){var i=t;if(te){var a=i.v;return(!(i.f&1024)&&i.reactions!==null||To(i))&&(a=Dr(i)),Ae.set(i,a),a}var l=(i.f&512)==0&&!Ot&&O!==null&&(Pn||(O.f&512)!=0),s=(i.f&Er)===0;yn(i)&&(l&&(i.f|=512),po(i)),l&&!s&&(vo(i),Eo(i))}if(vt?.has(t))return vt.get(t);if(t.f&8388608)throw t.v;return t.v}function Eo(t){if(t.f|=512,t.deps!==null)for(let e of t.deps)(e.reactions??=[]).push(t),e.f&2&&!(e.f&512)&&(vo(e),Eo(e))}function To(t){if(t.v===lt)return!0;if(t.deps===null)return!1;for(let e of t.deps)if(Ae.has(e)||e.f&2&&To(e))return!0;return!1}function Ye(t){var e=Ot;try{return Ot=!0,t()}finally{Ot=e}}function Vl(t){if(!(typeof t!="object"||!t||t instanceof EventTarget)){if(_e in t)hr(t);else if(!Array.isArray(t))for(let e in t){let n=t[e];typeof n=="object"&&n&&_e in n&&hr(n)}}}function hr(t,e=new Set){if(typeof t=="object"&&t&&!(t instanceof EventTarget)&&!e.has(t)){e.add(t),t instanceof Date&&t.getTime();for(let r in t)try{hr(t[r],e)}catch{}let n=Mr(t);if(n!==Object.prototype&&n!==Array.prototype&&n!==Map.prototype&&n!==Set.prototype&&n!==Date.prototype){let r=Xi(n);for(let i in r){let a=r[i].get;if(a)try{a.call(t)}catch{}}}}}function Mo(t){z===null&&(O===null&&dl(t),cl()),te&&fl(t)}function Yl(t,e){var n=e.last;n===null?e.last=e.first=t:(n.next=t,t.prev=n,e.last=t)}function Ht(t,e){var n=z;n!==null&&n.f&8192&&(t|=Ar);var r={ctx:K,deps:null,nodes:null,f:t|Pt|512,first:null,fn:e,last:null,next:null,parent:n,b:n&&n.b,prev:null,teardown:null,wv:0,ac:null};G?.register_created_effect(r);var i=r;if(t&4)ze===null?gn.ensure().schedule(r):ze.push(r);else if(e!==null){try{qe(r)}catch(l){throw _t(r),l}i.deps===null&&i.teardown===null&&i.nodes===null&&i.first===i.last&&!(i.f&524288)&&(i=i.first,t&16&&t&65536&&i!==null&&(i.f|=Tr))}if(i!==null&&(i.parent=n,n!==null&&Yl(i,n),O!==null&&O.f&2&&!(t&64))){var a=O;(a.effects??=[]).push(i)}return r}function Cr(){return O!==null&&!Ot}function So(t){let e=Ht(8,null);return nt(e,Dt),e.teardown=t,e}function Xl(t){Mo("$effect");var e=z.f;if(!O&&e&32&&K!==null&&!K.i){var n=K;(n.e??=[]).push(t)}else return Ro(t)}function Ro(t){return Ht(4|Oi,t)}function an(t){return Mo("$effect.pre"),Ht(8|Oi,t)}function Wl(t){gn.ensure();let e=Ht(64|dn,t);return(n={})=>new Promise(r=>{n.outro?Te(e,()=>{_t(e),r(void 0)}):(_t(e),r(void 0))})}function Fo(t){return Ht(4,t)}function jl(t){return Ht(Ja|dn,t)}function Ur(t,e=0){return Ht(8|e,t)}function xt(t,e=[],n=[],r=[]){Ul(r,e,n,i=>{Ht(8,()=>t(...i.map(p)))})}function Vn(t,e=0){return Ht(16|e,t)}function Ft(t){return Ht(32|dn,t)}function Bo(t){var e=t.teardown;if(e!==null){let n=te,r=O;ci(!0),Ct(null);try{e.call(null)}finally{ci(n),Ct(r)}}}function Lr(t,e=!1){var n=t.first;for(t.first=t.last=null;n!==null;){let i=n.ac;i!==null&&kr(()=>{i.abort(On)});var r=n.next;n.f&64?n.parent=null:_t(n,e),n=r}}function Hl(t){for(var e=t.first;e!==null;){var n=e.next;e.f&32||_t(e),e=n}}function _t(t,e=!0){var n=!1;(e||t.f&262144)&&t.nodes!==null&&t.nodes.end!==null&&(Ql(t.nodes.start,t.nodes.end),n=!0),nt(t,oi),Lr(t,e&&!n),un(t,0);var r=t.nodes&&t.nodes.t;if(r!==null)for(let a of r)a.stop();Bo(t),t.f^=oi,t.f|=Za;var i=t.parent;i!==null&&i.first!==null&&Po(t),t.next=t.prev=t.teardown=t.ctx=t.deps=t.fn=t.nodes=t.ac=t.b=null}function Ql(t,e){for(;t!==null;){var n=t===e?null:jt(t);t.remove(),t=n}}function Po(t){var e=t.parent,n=t.prev,r=t.next;n!==null&&(n.next=r),r!==null&&(r.prev=n),e!==null&&(e.first===t&&(e.first=r),e.last===t&&(e.last=n))}function Te(t,e,n=!0){var r=[];Do(t,r,!0);var i=()=>{n&&_t(t),e&&e()},a=r.length;if(a>0){var l=()=>--a||i();for(var s of r)s.out(l)}else i()}function Do(t,e,n){if(!(t.f&8192)){t.f^=Ar;var r=t.nodes&&t.nodes.t;if(r!==null)for(let s of r)(s.is_global||n)&&e.push(s);for(var i=t.first;i!==null;){var a=i.next;if(!(i.f&64)){var l=(i.f&65536)!=0||(i.f&32)!=0&&(t.f&16)!=0;Do(i,e,l?n:!1)}i=a}}}function zn(t){ko(t,!0)}function ko(t,e){if(t.f&8192){t.f^=Ar,t.f&1024||(nt(t,Pt),gn.ensure().schedule(t));for(var n=t.first;n!==null;){var r=n.next,i=(n.f&65536)!=0||(n.f&32)!=0;ko(n,i?e:!1),n=r}var a=t.nodes&&t.nodes.t;if(a!==null)for(let l of a)(l.is_global||e)&&l.in()}}function zr(t,e){if(t.nodes)for(var n=t.nodes.start,r=t.nodes.end;n!==null;){var i=n===r?null:jt(n);e.append(n),n=i}}var tn=Symbol("events"),Co=new Set,pr=new Set;function Kl(t,e,n,r={}){function i(a){if(r.capture||vr.call(e,a),!a.cancelBubble)return kr(()=>n?.call(this,a))}return t.startsWith("pointer")||t.startsWith("touch")||t==="wheel"?fe(()=>{e.addEventListener(t,i,r)}):e.addEventListener(t,i,r),i}function Zl(t,e,n,r,i){var a={capture:r,passive:i},l=Kl(t,e,n,a);(e===document.body||e===window||e===document||e instanceof HTMLMediaElement)&&So(()=>{e.removeEventListener(t,l,a)})}function Jl(t,e,n){(e[tn]??={})[t]=n}function ts(t){for(var e=0;e<t.length;e++)Co.add(t[e]);for(var n of pr)n(t)}var hi=null;function vr(t){var e=this,n=e.ownerDocument,r=t.type,i=t.composedPath?.()||[],a=i[0]||t.target;hi=t;var l=0,s=hi===t&&t[tn];if(s){var o=i.indexOf(s);if(o!==-1&&(e===document||e===window)){t[tn]=e;return}var u=i.indexOf(e);if(u===-1)return;o<=u&&(l=o)}if(a=i[l]||t.target,a!==e){Yi(t,"currentTarget",{configurable:!0,get(){return a||n}});var f=O,c=z;Ct(null),Xt(null);try{for(var d,h=[];a!==null&&a!==e;){try{var v=a[tn]?.[r];v!=null&&(!a.disabled||t.target===a)&&v.call(a,t)}catch(g){d?h.push(g):d=g}if(t.cancelBubble)break;l++,a=l<i.length?i[l]:null}if(d){for(let g of h)queueMicrotask(()=>{throw g});throw d}}finally{t[tn]=e,delete t.currentTarget,Ct(f),Xt(c)}}}var es=globalThis?.window?.trustedTypes&&globalThis.window.trustedTypes.createPolicy("svelte-trusted-html",{createHTML:t=>t});function ns(t){return es?.createHTML(t)??t}function Uo(t){var e=El("template");return e.innerHTML=ns(t.replaceAll("<!>","<!---->")),e.content}function Jt(t,e){var n=z;n.nodes===null&&(n.nodes={start:t,end:e,a:null,t:null})}function ce(t,e){var n=(e&1)!=0,r=(e&2)!=0,i,a=!t.startsWith("<!>");return()=>{if(Y)return Jt(q,null),q;i===void 0&&(i=Uo(a?t:"<!>"+t),n||(i=Bt(i)));var l=r||eo?document.importNode(i,!0):i.cloneNode(!0);if(n){var s=Bt(l),o=l.lastChild;Jt(s,o)}else Jt(l,l);return l}}function rs(t,e,n="svg"){var r=!t.startsWith("<!>"),i=(e&1)!=0,a=`<${n}>${r?t:"<!>"+t}</${n}>`,l;return()=>{if(Y)return Jt(q,null),q;if(!l){var s=Bt(Uo(a));if(i)for(l=document.createDocumentFragment();Bt(s);)l.appendChild(Bt(s));else l=Bt(s)}var o=l.cloneNode(!0);if(i){var u=Bt(o),f=o.lastChild;Jt(u,f)}else Jt(o,o);return o}}function de(t,e){return rs(t,e,"svg")}function Le(){if(Y)return Jt(q,null),q;var t=document.createDocumentFragment(),e=document.createComment(""),n=kt();return t.append(e,n),Jt(e,n),t}function H(t,e){if(Y){var n=z;(!(n.f&32768)||n.nodes.end===null)&&(n.nodes.end=q),vn();return}t!==null&&t.before(e)}[..."allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split(".")];var is=["touchstart","touchmove"];function os(t){return is.includes(t)}function ln(t,e){var n=e==null?"":typeof e=="object"?`${e}`:e;n!==(t[sr]??=t.nodeValue)&&(t[sr]=n,t.nodeValue=`${n}`)}function Lo(t,e){return zo(t,e)}function as(t,e){ur(),e.intro=e.intro??!1;let n=e.target,r=Y,i=q;try{for(var a=Bt(n);a&&(a.nodeType!==8||a.data!=="[");)a=jt(a);if(!a)throw Ge;Kt(!0),wt(a);let l=zo(t,{...e,anchor:a});return Kt(!1),l}catch(l){if(l instanceof Error&&l.message.split(`
`).some(s=>s.startsWith("https://svelte.dev/e/")))throw l;return l!==Ge&&console.warn("Failed to hydrate: ",l),e.recover===!1&&pl(),ur(),io(n),Kt(!1),Lo(t,e)}finally{Kt(r),wt(i)}}var Mn=new Map;function zo(t,{target:e,anchor:n,props:r={},events:i,context:a,intro:l=!0,transformError:s}){ur();var o=void 0,u=Wl(()=>{var f=n??e.appendChild(kt());kl(f,{pending:()=>{}},h=>{Fe({});var v=K;if(a&&(v.c=a),i&&(r.$$events=i),Y&&Jt(h,null),o=t(h,r)||{},Y&&(z.nodes.end=q,q===null||q.nodeType!==8||q.data!=="]"))throw qn(),Ge;Be()},s);var c=new Set,d=h=>{for(var v=0;v<h.length;v++){var g=h[v];if(!c.has(g)){c.add(g);var y=os(g);for(let x of[e,document]){var b=Mn.get(x);b===void 0&&(b=new Map,Mn.set(x,b));var A=b.get(g);A===void 0?(x.addEventListener(g,vr,{passive:y}),b.set(g,1)):b.set(g,A+1)}}}};return d($n(Co)),pr.add(d),()=>{for(var h of c)for(let y of[e,document]){var v=Mn.get(y),g=v.get(h);--g==0?(y.removeEventListener(h,vr),v.delete(h),v.size===0&&Mn.delete(y)):v.set(h,g)}pr.delete(d),f!==n&&f.parentNode?.removeChild(f)}});return gr.set(o,u),o}var gr=new WeakMap;function ls(t,e){let n=gr.get(t);return n?(gr.delete(t),n(e)):Promise.resolve()}function ss(t){return new us(t)}var us=class{#t;#e;constructor(t){var e=new Map,n=(i,a)=>{var l=yo(a,!1,!1);return e.set(i,l),l};let r=new Proxy({...t.props||{},$$events:{}},{get(i,a){return p(e.get(a)??n(a,Reflect.get(i,a)))},has(i,a){return a===$i?!0:(p(e.get(a)??n(a,Reflect.get(i,a))),Reflect.has(i,a))},set(i,a,l){return et(e.get(a)??n(a,l),l),Reflect.set(i,a,l)}});this.#e=(t.hydrate?as:Lo)(t.component,{target:t.target,anchor:t.anchor,props:r,context:t.context,intro:t.intro??!1,recover:t.recover,transformError:t.transformError}),!Qt&&(!t?.props?.$$host||t.sync===!1)&&Fl(),this.#t=r.$$events;for(let i of Object.keys(this.#e))i==="$set"||i==="$destroy"||i==="$on"||Yi(this,i,{get(){return this.#e[i]},set(a){this.#e[i]=a},enumerable:!0});this.#e.$set=i=>{Object.assign(r,i)},this.#e.$destroy=()=>{ls(this.#e)}}$set(t){this.#e.$set(t)}$on(t,e){this.#t[t]=this.#t[t]||[];let n=(...r)=>e.call(this,...r);return this.#t[t].push(n),()=>{this.#t[t]=this.#t[t].filter(r=>r!==n)}}$destroy(){this.#e.$destroy()}};typeof window<"u"&&((window.__svelte??={}).v??=new Set).add("5");var Io=class{anchor;#t=new Map;#e=new Map;#n=new Map;#l=new Set;#i=!0;constructor(t,e=!0){this.anchor=t,this.#i=e}#a=t=>{if(this.#t.has(t)){var e=this.#t.get(t),n=this.#e.get(e);if(n)zn(n),this.#l.delete(e);else{var r=this.#n.get(e);r&&(zn(r.effect),this.#e.set(e,r.effect),this.#n.delete(e),r.fragment.lastChild.remove(),this.anchor.before(r.fragment),n=r.effect)}for(let[i,a]of this.#t){if(this.#t.delete(i),i===t)break;let l=this.#n.get(a);l&&(_t(l.effect),this.#n.delete(a))}for(let[i,a]of this.#e){if(i===e||this.#l.has(i))continue;let l=()=>{if(Array.from(this.#t.values()).includes(i)){var s=document.createDocumentFragment();zr(a,s),s.append(kt()),this.#n.set(i,{effect:a,fragment:s})}else _t(a);this.#l.delete(i),this.#e.delete(i)};this.#i||!n?(this.#l.add(i),Te(a,l,!1)):l()}}};#r=t=>{this.#t.delete(t);let e=Array.from(this.#t.values());for(let[n,r]of this.#n)e.includes(n)||(_t(r.effect),this.#n.delete(n))};ensure(t,e){var n=G,r=oo();if(e&&!this.#e.has(t)&&!this.#n.has(t))if(r){var i=document.createDocumentFragment(),a=kt();i.append(a),this.#n.set(t,{effect:Ft(()=>e(a)),fragment:i})}else this.#e.set(t,Ft(()=>e(this.anchor)));if(this.#t.set(n,t),r){for(let[l,s]of this.#e)l===t?n.unskip_effect(s):n.skip_effect(s);for(let[l,s]of this.#n)l===t?n.unskip_effect(s.effect):n.skip_effect(s.effect);n.oncommit(this.#a),n.ondiscard(this.#r)}else Y&&(this.anchor=q),this.#a(n)}};function Ir(t){K===null&&Ki("onMount"),pn&&K.l!==null?cs(K).m.push(t):Xl(()=>{let e=Ye(t);if(typeof e=="function")return e})}function fs(t){K===null&&Ki("onDestroy"),Ir(()=>()=>Ye(t))}function cs(t){var e=t.l;return e.u??={a:[],b:[],m:[]}}function pt(t,e,n=!1){var r;Y&&(r=q,vn());var i=new Io(t),a=n?Tr:0;function l(s,o){if(Y){var u=to(r);if(s!==parseInt(u.substring(1))){var f=Cn();wt(f),i.anchor=f,Kt(!1),i.ensure(s,o),Kt(!0);return}}i.ensure(s,o)}Vn(()=>{var s=!1;e((o,u=0)=>{s=!0,l(u,o)}),s||l(-1,null)},a)}var ds=Symbol("NaN");function hs(t,e,n){Y&&vn();var r=new Io(t),i=!Ve();Vn(()=>{var a=e();a!==a&&(a=ds),i&&typeof a=="object"&&a&&(a={}),r.ensure(a,n)})}function Zn(t,e){return e}function ps(t,e,n){for(var r=[],i=e.length,a,l=e.length,s=0;s<i;s++){let c=e[s];Te(c,()=>{if(a){if(a.pending.delete(c),a.done.add(c),a.pending.size===0){var d=t.outrogroups;yr(t,$n(a.done)),d.delete(a),d.size===0&&(t.outrogroups=null)}}else--l},!1)}if(l===0){var o=r.length===0&&n!==null;if(o){var u=n,f=u.parentNode;io(f),f.append(u),t.items.clear()}yr(t,e,!o)}else a={pending:new Set(e),done:new Set},(t.outrogroups??=new Set).add(a)}function yr(t,e,n=!0){var r;if(t.pending.size>0){r=new Set;for(let l of t.pending.values())for(let s of l)r.add(t.items.get(s).e)}for(var i=0;i<e.length;i++){var a=e[i];r?.has(a)?(a.f|=nn,zr(a,document.createDocumentFragment())):_t(e[i],n)}}var pi;function Jn(t,e,n,r,i,a=null){var l=t,s=new Map;if(e&4){var o=t;l=Y?wt(Bt(o)):o.appendChild(kt())}Y&&vn();var u=null,f=Pr(()=>{var b=n();return Vi(b)?b:b==null?[]:$n(b)}),c,d=new Map,h=!0;function v(b){y.effect.f&16384||(y.pending.delete(b),y.fallback=u,vs(y,c,l,e,r),u!==null&&(c.length===0?u.f&33554432?(u.f^=nn,en(u,null,l)):zn(u):Te(u,()=>{u=null})))}function g(b){y.pending.delete(b)}var y={effect:Vn(()=>{c=p(f);var b=c.length;let A=!1;Y&&to(l)==="[!"!=(b===0)&&(l=Cn(),wt(l),Kt(!1),A=!0);for(var x=new Set,w=G,S=oo(),P=0;P<b;P+=1){Y&&q.nodeType===8&&q.data==="]"&&(l=q,A=!0,Kt(!1));var U=c[P],V=r(U,P),B=h?null:s.get(V);B?(B.v&&$e(B.v,U),B.i&&$e(B.i,P),S&&w.unskip_effect(B.e)):(B=gs(s,h?l:pi??=kt(),U,V,P,i,e,n),h||(B.e.f|=nn),s.set(V,B)),x.add(V)}if(b===0&&a&&!u&&(h?u=Ft(()=>a(l)):(u=Ft(()=>a(pi??=kt())),u.f|=nn)),b>x.size&&ul("","",""),Y&&b>0&&wt(Cn()),!h)if(d.set(w,x),S){for(let[C,Z]of s)x.has(C)||w.skip_effect(Z.e);w.oncommit(v),w.ondiscard(g)}else v(w);A&&Kt(!0),p(f)}),flags:e,items:s,pending:d,outrogroups:null,fallback:u};h=!1,Y&&(l=q)}function Qe(t){for(;t!==null&&!(t.f&32);)t=t.next;return t}function vs(t,e,n,r,i){var a=(r&8)!=0,l=e.length,s=t.items,o=Qe(t.effect.first),u,f=null,c,d=[],h=[],v,g,y,b;if(a)for(b=0;b<l;b+=1)v=e[b],g=i(v,b),y=s.get(g).e,y.f&33554432||(y.nodes?.a?.measure(),(c??=new Set).add(y));for(b=0;b<l;b+=1){if(v=e[b],g=i(v,b),y=s.get(g).e,t.outrogroups!==null)for(let C of t.outrogroups)C.pending.delete(y),C.done.delete(y);if(y.f&8192&&(zn(y),a&&(y.nodes?.a?.unfix(),(c??=new Set).delete(y))),y.f&33554432)if(y.f^=nn,y===o)en(y,null,n);else{var A=f?f.next:o;y===t.effect.last&&(t.effect.last=y.prev),y.prev&&(y.prev.next=y.next),y.next&&(y.next.prev=y.prev),le(t,f,y),le(t,y,A),en(y,A,n),f=y,d=[],h=[],o=Qe(f.next);continue}if(y!==o){if(u!==void 0&&u.has(y)){if(d.length<h.length){var x=h[0],w;f=x.prev;var S=d[0],P=d[d.length-1];for(w=0;w<d.length;w+=1)en(d[w],x,n);for(w=0;w<h.length;w+=1)u.delete(h[w]);le(t,S.prev,P.next),le(t,f,S),le(t,P,x),o=x,f=P,--b,d=[],h=[]}else u.delete(y),en(y,o,n),le(t,y.prev,y.next),le(t,y,f===null?t.effect.first:f.next),le(t,f,y),f=y;continue}for(d=[],h=[];o!==null&&o!==y;)(u??=new Set).add(o),h.push(o),o=Qe(o.next);if(o===null)continue}y.f&33554432||d.push(y),f=y,o=Qe(y.next)}if(t.outrogroups!==null){for(let C of t.outrogroups)C.pending.size===0&&(yr(t,$n(C.done)),t.outrogroups?.delete(C));t.outrogroups.size===0&&(t.outrogroups=null)}if(o!==null||u!==void 0){var U=[];if(u!==void 0)for(y of u)y.f&8192||U.push(y);for(;o!==null;)!(o.f&8192)&&o!==t.fallback&&U.push(o),o=Qe(o.next);var V=U.length;if(V>0){var B=r&4&&l===0?n:null;if(a){for(b=0;b<V;b+=1)U[b].nodes?.a?.measure();for(b=0;b<V;b+=1)U[b].nodes?.a?.fix()}ps(t,U,B)}}a&&fe(()=>{if(c!==void 0)for(y of c)y.nodes?.a?.apply()})}function gs(t,e,n,r,i,a,l,s){var o=l&1?l&16?Re(n):yo(n,!1,!1):null,u=l&2?Re(i):null;return{v:o,i:u,e:Ft(()=>(a(e,o??n,u??i,s),()=>{t.delete(r)}))}}function en(t,e,n){if(t.nodes)for(var r=t.nodes.start,i=t.nodes.end,a=e&&!(e.f&33554432)?e.nodes.start:n;r!==null;){var l=jt(r);if(a.before(r),r===i)return;r=l}}function le(t,e,n){e===null?t.effect.first=n:e.next=n,n===null?t.effect.last=e:n.prev=e}function Rt(t,e,n){Fo(()=>{var r=Ye(()=>e(t,n?.())||{});if(n&&r?.update){var i=!1,a={};Ur(()=>{var l=n();Vl(l),i&&Hi(a,l)&&(a=l,r.update(l))}),i=!0}if(r?.destroy)return()=>r.destroy()})}function vi(t,e=!1){var n=e?" !important;":";",r="";for(var i of Object.keys(t)){var a=t[i];a!=null&&a!==""&&(r+=" "+i+": "+a+n)}return r}function tr(t){return t[0]!=="-"||t[1]!=="-"?t.toLowerCase():t}function ys(t,e){if(e){var n="",r,i;if(Array.isArray(e)?(r=e[0],i=e[1]):r=e,t){t=String(t).replaceAll(/\s*\/\*.*?\*\/\s*/g,"").trim();var a=!1,l=0,s=!1,o=[];r&&o.push(...Object.keys(r).map(tr)),i&&o.push(...Object.keys(i).map(tr));var u=0,f=-1;let g=t.length;for(var c=0;c<g;c++){var d=t[c];if(s?d==="/"&&t[c-1]==="*"&&(s=!1):a?a===d&&(a=!1):d==="/"&&t[c+1]==="*"?s=!0:d==='"'||d==="'"?a=d:d==="("?l++:d===")"&&l--,!s&&a===!1&&l===0){if(d===":"&&f===-1)f=c;else if(d===";"||c===g-1){if(f!==-1){var h=tr(t.substring(u,f).trim());if(!o.includes(h)){d!==";"&&c++;var v=t.substring(u,c).trim();n+=" "+v+";"}}u=c+1,f=-1}}}}return r&&(n+=vi(r)),i&&(n+=vi(i,!0)),n=n.trim(),n===""?null:n}return t==null?null:String(t)}function er(t,e={},n,r){for(var i in n){var a=n[i];e[i]!==a&&(n[i]==null?t.style.removeProperty(i):t.style.setProperty(i,a,r))}}function $(t,e,n,r){var i=t[lr];if(Y||i!==e){var a=ys(e,r);(!Y||a!==t.getAttribute("style"))&&(a==null?t.removeAttribute("style"):t.style.cssText=a),t[lr]=e}else r&&(Array.isArray(r)?(er(t,n?.[0],r[0]),er(t,n?.[1],r[1],"important")):er(t,n,r));return r}var ms=Symbol("is custom element"),xs=Symbol("is html"),bs=nl?"link":"LINK";function E(t,e,n,r){var i=ws(t);Y&&(i[e]=t.getAttribute(e),e==="src"||e==="srcset"||e==="href"&&t.nodeName===bs)||i[e]!==(i[e]=n)&&(e==="loading"&&(t[tl]=n),n==null?t.removeAttribute(e):typeof n!="string"&&_s(t).includes(e)?t[e]=n:t.setAttribute(e,n))}function ws(t){return t[qi]??={[ms]:t.nodeName.includes("-"),[xs]:t.namespaceURI===bl}}var gi=new Map;function _s(t){var e=t.getAttribute("is")||t.nodeName,n=gi.get(e);if(n)return n;gi.set(e,n=[]);for(var r,i=t,a=Element.prototype;a!==i;){for(var l in r=Xi(i),r)r[l].set&&l!=="innerHTML"&&l!=="textContent"&&l!=="innerText"&&n.push(l);i=Mr(i)}return n}function nr(t,e){return t===e||t?.[_e]===e}function mr(t={},e,n,r){var i=K.r,a=z;return Fo(()=>{var l,s;return Ur(()=>{l=s,s=r?.()||[],Ye(()=>{nr(n(...s),t)||(e(t,...s),l&&nr(n(...l),t)&&e(null,...l))})}),()=>{let o=a;for(;o!==i&&o.parent!==null&&o.parent.f&33554432;)o=o.parent;let u=()=>{s&&nr(n(...s),t)&&e(null,...s)},f=o.teardown;o.teardown=()=>{u(),f?.()}}}),t}function k(t,e,n,r){var i=!pn||(n&2)!=0,a=(n&8)!=0,l=(n&16)!=0,s=r,o=!0,u=void 0,f=()=>l&&i?(u??=sn(r),p(u)):(o&&(o=!1,s=l?Ye(r):r),s);let c;if(a){var d=_e in t||$i in t;c=Ie(t,e)?.set??(d&&e in t?w=>t[e]=w:void 0)}var h,v=!1;a?[h,v]=Sl(()=>t[e]):h=t[e],h===void 0&&r!==void 0&&(h=f(),c&&(i&&vl(e),c(h)));var g=i?()=>{var w=t[e];return w===void 0?f():(o=!0,w)}:()=>{var w=t[e];return w!==void 0&&(s=void 0),w===void 0?s:w};if(i&&!(n&4))return g;if(c){var y=t.$$legacy;return(function(w,S){return arguments.length>0?((!i||!S||y||v)&&c(S?g():w),w):g()})}var b=!1,A=(n&1?sn:Pr)(()=>(b=!1,g()));a&&p(A);var x=z;return(function(w,S){if(arguments.length>0){let P=S?p(A):i&&a?xe(w):w;return et(A,P),b=!0,s!==void 0&&(s=P),w}return te&&b||x.f&16384?A.v:p(A)})}var As=de('<g><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect><rect role="none"></rect></g>');function Es(t,e){Fe(e,!0);let n=D(()=>e.pointLocation(e.value.xMin,e.value.yMin)),r=D(()=>e.pointLocation(e.value.xMax,e.value.yMax));function i(g){return y=>{e.preventHover(!0);let b=[p(n).x,p(n).y,p(r).x,p(r).y];return{move:A=>{let x=A.pageX-y.pageX,w=A.pageY-y.pageY,S=[x,w,x,w].map((V,B)=>b[B]+V*g[B]),P=e.coordinateAtPoint(S[0],S[1]),U=e.coordinateAtPoint(S[2],S[3]);e.onChange({xMin:Math.min(P.x,U.x),xMax:Math.max(P.x,U.x),yMin:Math.min(P.y,U.y),yMax:Math.max(P.y,U.y)})},up:()=>{e.preventHover(!1)},cancel:()=>{e.preventHover(!1)}}}}var a=As(),l=ut(a);$(l,"",{},{stroke:"#fff",fill:"rgba(128,128,128,0.25)",cursor:"move"}),Rt(l,(g,y)=>Nt?.(g,y),()=>({drag:i([1,1,1,1])}));var s=Q(l);E(s,"width",8),$(s,"",{},{cursor:"ew-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(s,(g,y)=>Nt?.(g,y),()=>({drag:i([1,0,0,0])}));var o=Q(s);E(o,"width",8),$(o,"",{},{cursor:"ew-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(o,(g,y)=>Nt?.(g,y),()=>({drag:i([0,0,1,0])}));var u=Q(o);E(u,"height",8),$(u,"",{},{cursor:"ns-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(u,(g,y)=>Nt?.(g,y),()=>({drag:i([0,1,0,0])}));var f=Q(u);E(f,"height",8),$(f,"",{},{cursor:"ns-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(f,(g,y)=>Nt?.(g,y),()=>({drag:i([0,0,0,1])}));var c=Q(f);E(c,"width",8),E(c,"height",8),$(c,"",{},{cursor:"nesw-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(c,(g,y)=>Nt?.(g,y),()=>({drag:i([1,1,0,0])}));var d=Q(c);E(d,"width",8),E(d,"height",8),$(d,"",{},{cursor:"nwse-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(d,(g,y)=>Nt?.(g,y),()=>({drag:i([1,0,0,1])}));var h=Q(d);E(h,"width",8),E(h,"height",8),$(h,"",{},{cursor:"nwse-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(h,(g,y)=>Nt?.(g,y),()=>({drag:i([0,1,1,0])}));var v=Q(h);E(v,"width",8),E(v,"height",8),$(v,"",{},{cursor:"nesw-resize",stroke:"none",fill:"none","pointer-events":"all"}),Rt(v,(g,y)=>Nt?.(g,y),()=>({drag:i([0,0,1,1])})),ot(a),xt((g,y,b,A,x,w,S,P,U,V,B,C)=>{E(l,"x",g),E(l,"width",y),E(l,"y",b),E(l,"height",A),E(s,"x",p(n).x-8/2),E(s,"y",x),E(s,"height",w),E(o,"x",p(r).x-8/2),E(o,"y",S),E(o,"height",P),E(u,"x",U),E(u,"width",V),E(u,"y",p(n).y-8/2),E(f,"x",B),E(f,"width",C),E(f,"y",p(r).y-8/2),E(c,"x",p(n).x-8/2),E(c,"y",p(n).y-8/2),E(d,"x",p(n).x-8/2),E(d,"y",p(r).y-8/2),E(h,"x",p(r).x-8/2),E(h,"y",p(n).y-8/2),E(v,"x",p(r).x-8/2),E(v,"y",p(r).y-8/2)},[()=>Math.min(p(n).x,p(r).x),()=>Math.abs(p(n).x-p(r).x),()=>Math.min(p(n).y,p(r).y),()=>Math.abs(p(n).y-p(r).y),()=>Math.min(p(n).y,p(r).y),()=>Math.abs(p(n).y-p(r).y),()=>Math.min(p(n).y,p(r).y),()=>Math.abs(p(n).y-p(r).y),()=>Math.min(p(n).x,p(r).x),()=>Math.abs(p(n).x-p(r).x),()=>Math.min(p(n).x,p(r).x),()=>Math.abs(p(n).x-p(r).x)]),H(t,a),Be()}function Ts(t,e){let n=!1,r,i,a,l=async o=>{n=!0;try{await t(o)}catch(u){console.error(u)}finally{n=!1}if(r!==void 0){let u=r;r=void 0,s(u)}},s=async o=>{if(n){r=o;return}let u=new Date().getTime();e()&&(i=u);let f=!0;(i==null||u-i<300)&&(f=!1),f?(a&&clearTimeout(a),a=setTimeout(()=>l(o),300)):l(o)};return s}function Ms(t,e){let n=t.x-e.x,r=t.y-e.y;return Math.sqrt(n*n+r*r)}function Ss(t){return"M "+t.map(({x:e,y:n})=>`${e},${n}`).join(" L ")+" Z"}function Rs(t){let e=1/0,n=-1/0,r=1/0,i=-1/0;for(let{x:a,y:l}of t)e=Math.min(e,a),r=Math.min(r,l),n=Math.max(n,a),i=Math.max(i,l);return{xMin:e,yMin:r,xMax:n,yMax:i}}var Fs=de("<path></path>");function Bs(t,e){Fe(e,!0);let n=D(()=>e.value.map(({x:i,y:a})=>e.pointLocation(i,a)));var r=Fs();$(r,"",{},{stroke:"#fff",fill:"rgba(128,128,128,0.25)"}),xt(i=>E(r,"d",i),[()=>Ss(p(n))]),H(t,r),Be()}var Ps={marquee:"M7 5a2 2 0 1 1-4 0a2 2 0 0 1 4 0m1-.25c0 .414.336.75.75.75h6.5a.75.75 0 0 0 0-1.5h-6.5a.75.75 0 0 0-.75.75M4.75 8a.75.75 0 0 0-.75.75v6.5a.75.75 0 0 0 1.5 0v-6.5A.75.75 0 0 0 4.75 8m14.5 0a.75.75 0 0 0-.75.75v6.5a.75.75 0 0 0 1.5 0v-6.5a.75.75 0 0 0-.75-.75M8.75 20a.75.75 0 0 1 0-1.5h6.5a.75.75 0 0 1 0 1.5zM5 21a2 2 0 1 0 0-4a2 2 0 0 0 0 4M21 5a2 2 0 1 1-4 0a2 2 0 0 1 4 0m-2 16a2 2 0 1 0 0-4a2 2 0 0 0 0 4",lasso:"M9.703 2.265A10 10 0 0 1 12 2c.79 0 1.559.092 2.297.265a.75.75 0 1 1-.343 1.46A8.5 8.5 0 0 0 12 3.5a8.6 8.6 0 0 0-1.954.225a.75.75 0 1 1-.343-1.46m-1.93 1.47a.75.75 0 0 1-.242 1.033a8.55 8.55 0 0 0-2.763 2.763a.75.75 0 1 1-1.275-.79a10.05 10.05 0 0 1 3.248-3.248a.75.75 0 0 1 1.032.243m8.454 0a.75.75 0 0 1 1.032-.242a10.05 10.05 0 0 1 3.248 3.248a.75.75 0 1 1-1.275.79a8.55 8.55 0 0 0-2.763-2.763a.75.75 0 0 1-.242-1.032m-13.06 5.41a.75.75 0 0 1 .558.901A8.5 8.5 0 0 0 3.5 12c0 .673.078 1.327.225 1.954a.75.75 0 1 1-1.46.343A10 10 0 0 1 2 12c0-.79.092-1.559.265-2.297a.75.75 0 0 1 .902-.559m17.666 0a.75.75 0 0 1 .902.558a10.1 10.1 0 0 1 0 4.595a.75.75 0 1 1-1.46-.343a8.54 8.54 0 0 0-.001-3.908a.75.75 0 0 1 .559-.902M3.736 16.226a.75.75 0 0 1 1.032.242a8.55 8.55 0 0 0 2.763 2.763a.75.75 0 0 1-.79 1.275a10.05 10.05 0 0 1-3.248-3.248a.75.75 0 0 1 .243-1.032m16.685.858a.75.75 0 1 0-1.342-.67l-.002.004l-.015.029l-.069.123a8 8 0 0 1-.289.466a9.6 9.6 0 0 1-.965 1.219c-1.17-1.073-2.756-2.006-4.74-2.006c-2.347 0-3.99 1.203-3.99 2.875S10.653 22 13 22c1.942 0 3.495-.75 4.658-1.645a11.7 11.7 0 0 1 1.315 2.01q.05.099.073.149l.017.035l.004.009a.75.75 0 0 0 1.368-.615c-.087-.183 0-.001 0-.001v-.002l-.003-.004l-.007-.015l-.024-.052l-.091-.184a13.2 13.2 0 0 0-1.538-2.337a11 11 0 0 0 1.525-2.032l.09-.162l.024-.047l.007-.014l.002-.005zM13 17.75c1.433 0 2.644.652 3.616 1.512c-.95.7-2.155 1.238-3.616 1.238c-1.973 0-2.49-.922-2.49-1.375s.517-1.375 2.49-1.375"},Ds=de('<svg width="24" height="24" viewBox="0 0 24 24"><path></path></svg>'),ks=ce("<button><!></button>");function yi(t,e){let n=k(e,"active",3,!1);var r=ks();let i;var a=ut(r),l=s=>{var o=Ds();$(o,"",{},{width:"14px",height:"14px"});var u=ut(o);$(u,"",{},{fill:"currentColor"}),ot(o),xt(()=>E(u,"d",Ps[e.icon])),H(s,o)};pt(a,s=>{e.icon!=null&&s(l)}),ot(r),xt(()=>{E(r,"title",e.title),i=$(r,"",i,{border:"none",appearance:"none",background:n()?"color-mix(in srgb, currentColor 20%, transparent)":"none","border-radius":"2px",height:"16px",width:"16px",padding:"0",margin:"0","font-family":"inherit","font-size":"1em",color:"currentColor",display:"flex","flex-direction":"row","align-items":"center","justify-content":"center"})}),Jl("click",r,function(...s){e.onClick?.apply(this,s)}),H(t,r)}ts(["click"]);var Cs=ce('<div><div> </div> <svg height="6px"><line shape-rendering="crispEdges"></line><line shape-rendering="crispEdges"></line><line shape-rendering="crispEdges"></line></svg></div>');function Us(t,e){function n(d,h){let v=Math.log10(h*d),g=Math.round(v),y=[.1,.2,.5,1,2,5,10],b=0,A=1e10;for(let x of y){let w=Math.abs(Math.log10(x)+g-v);w<A&&(b=x,A=w)}return b*10**g}let r=D(()=>n(e.distancePerPoint,30)),i=D(()=>p(r)/e.distancePerPoint);var a=Cs();$(a,"",{},{display:"flex","align-items":"center"});var l=ut(a);$(l,"",{},{"padding-right":"4px"});var s=ut(l,!0);ot(l);var o=Q(l,2),u=ut(o);E(u,"x1",1),E(u,"y1",3),E(u,"y2",3),$(u,"",{},{stroke:"currentColor","stroke-width":"2","stroke-cap":"butt"});var f=Q(u);E(f,"x1",1),E(f,"x2",1),E(f,"y1",0),E(f,"y2",6),$(f,"",{},{stroke:"currentColor"});var c=Q(f);E(c,"y1",0),E(c,"y2",6),$(c,"",{},{stroke:"currentColor"}),ot(o),ot(a),xt(d=>{ln(s,d),E(o,"width",`${p(i)+2}px`),E(u,"x2",p(i)+1),E(c,"x1",p(i)+1),E(c,"x2",p(i)+1)},[()=>p(r).toLocaleString()]),H(t,a)}var Ls=ce("<div> </div>"),zs=ce('<a target="_blank" rel="noopener noreferrer"> </a> <div style="border-right: 1px solid currentColor; margin: 4px 2px; opacity: 0.3; width: 0; height: 10px"></div>',1),Is=ce('<div><div><!></div> <div></div> <div><!> <!> <!> <div style="border-right: 1px solid currentColor; margin: 4px 2px; opacity: 0.3; width: 0; height: 10px"></div> <!> <div style="border-right: 1px solid currentColor; margin: 4px 2px; opacity: 0.3; width: 0; height: 10px"></div> <span> </span></div></div>');function Ns(t,e){Fe(e,!0);let n=k(e,"statusMessage",3,null);var r=Is();let i;var a=ut(r);let l;var s=ut(a),o=x=>{var w=Ls();$(w,"",{},{display:"inline-block"});var S=ut(w,!0);ot(w),xt(()=>ln(S,n())),H(x,w)};pt(s,x=>{n()!=null&&x(o)}),ot(a);var u=Q(a,2);$(u,"",{},{flex:"1 1 0%"});var f=Q(u,2);let c;var d=ut(f),h=x=>{var w=zs(),S=ye(w);$(S,"",{},{color:"currentColor","text-decoration":"underline"});var P=ut(S,!0);ot(S),Ji(2),xt(()=>{E(S,"href",e.resolvedTheme.brandingLink.href),ln(P,e.resolvedTheme.brandingLink.text)}),H(x,w)};pt(d,x=>{e.resolvedTheme.brandingLink!=null&&x(h)});var v=Q(d,2);{let x=D(()=>e.selectionMode=="marquee");yi(v,{icon:"marquee",get active(){return p(x)},title:"Toggle rectangle selection mode. In normal mode, use shift + drag for rectangle selection.",onClick:()=>e.onSelectionMode(e.selectionMode=="marquee"?"none":"marquee")})}var g=Q(v,2);{let x=D(()=>e.selectionMode=="lasso");yi(g,{icon:"lasso",get active(){return p(x)},title:"Toggle lasso selection mode. In normal mode, use shift + meta + drag for lasso selection.",onClick:()=>e.onSelectionMode(e.selectionMode=="lasso"?"none":"lasso")})}var y=Q(g,4);Us(y,{get distancePerPoint(){return e.distancePerPoint}});var b=Q(y,4),A=ut(b);ot(b),ot(f),ot(r),xt(x=>{i=$(r,"",i,{"font-size":"12px","line-height":"20px",height:"20px",color:e.resolvedTheme.statusBarTextColor,position:"absolute",bottom:"0px",left:"0px",right:"0px","user-select":"none","font-family":e.resolvedTheme.fontFamily,display:"flex","flex-direction":"row"}),l=$(a,"",l,{flex:"none",display:"flex","flex-direction":"row",gap:"4px",padding:"0px 4px","border-radius":"2px",background:e.resolvedTheme.statusBarBackgroundColor}),c=$(f,"",c,{flex:"none",display:"flex","flex-direction":"row","align-items":"center",gap:"4px",padding:"0px 4px","border-radius":"2px",background:e.resolvedTheme.statusBarBackgroundColor}),ln(A,`${x??""} points`)},[()=>e.pointCount.toLocaleString()]),H(t,r),Be()}function Gs(t){return(e,n)=>{let r=new t(e,n);return{...r.update?{update:r.update.bind(r)}:{},...r.destroy?{destroy:r.destroy.bind(r)}:{}}}}var rr=new WeakMap;function No(t){let e=typeof t=="function"?t:t.class;if(rr.has(e))return rr.get(e);{let n=Gs(e);return rr.set(e,n),n}}function Go(t,e){return typeof t=="function"?e:{...t.props??{},...e}}var Os=ce("<div><div></div></div>");function $s(t,e){Fe(e,!0);let n=k(e,"margin",3,4),r,i,a=D(()=>No(e.customTooltip)),l=D(()=>Go(e.customTooltip,{tooltip:e.tooltip}));Ir(()=>{an(()=>{let u=p(a),f=null;return an(()=>{i.style.left="0px",i.style.top="0px",i.style.pointerEvents=e.allowInteraction?"all":"none",f==null?f=u(i,p(l)):f.update?.(p(l));function c(y,b,A,x){let w=e.location.x,S=e.location.y,P=y/2,U=b+(e.targetHeight+n());w-P<A&&(P=w-A),w-P>x-y&&(P=w-x+y),S-U<2&&(U=-(e.targetHeight+n())),i.style.left=w-P+"px",i.style.top=S-U+"px"}let d=r.getBoundingClientRect(),{width:h,height:v}=i.getBoundingClientRect();c(h,v,2,d.width-2);let g=requestAnimationFrame(()=>{g=null;let y=i.getBoundingClientRect();(y.width!=h||y.height!=v)&&c(y.width,y.height,2,d.width-2)});return()=>{g!=null&&cancelAnimationFrame(g)}}),()=>{f?.destroy?.(),i.replaceChildren()}})});var s=Os();$(s,"",{},{position:"absolute",width:"100%"});var o=ut(s);$(o,"",{},{display:"flex",position:"absolute",width:"fit-content",height:"fit-content","z-index":"100"}),mr(o,u=>i=u,()=>i),ot(s),mr(s,u=>r=u,()=>r),H(t,s),Be()}function Nr(t,e,n){t.prototype=e.prototype=n,n.constructor=t}function Oo(t,e){var n=Object.create(t.prototype);for(var r in e)n[r]=e[r];return n}function mn(){}var fn=.7,In=1/fn,Ne="\\s*([+-]?\\d+)\\s*",cn="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",Vt="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",qs=/^#([0-9a-f]{3,8})$/,Vs=RegExp(`^rgb\\(${Ne},${Ne},${Ne}\\)$`),Ys=RegExp(`^rgb\\(${Vt},${Vt},${Vt}\\)$`),Xs=RegExp(`^rgba\\(${Ne},${Ne},${Ne},${cn}\\)$`),Ws=RegExp(`^rgba\\(${Vt},${Vt},${Vt},${cn}\\)$`),js=RegExp(`^hsl\\(${cn},${Vt},${Vt}\\)$`),Hs=RegExp(`^hsla\\(${cn},${Vt},${Vt},${cn}\\)$`),mi={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};Nr(mn,Gr,{copy(t){return Object.assign(new this.constructor,this,t)},displayable(){return this.rgb().displayable()},hex:xi,formatHex:xi,formatHex8:Qs,formatHsl:Ks,formatRgb:bi,toString:bi});function xi(){return this.rgb().formatHex()}function Qs(){return this.rgb().formatHex8()}function Ks(){return qo(this).formatHsl()}function bi(){return this.rgb().formatRgb()}function Gr(t){var e,n;return t=(t+"").trim().toLowerCase(),(e=qs.exec(t))?(n=e[1].length,e=parseInt(e[1],16),n===6?wi(e):n===3?new bt(e>>8&15|e>>4&240,e>>4&15|e&240,(e&15)<<4|e&15,1):n===8?Sn(e>>24&255,e>>16&255,e>>8&255,(e&255)/255):n===4?Sn(e>>12&15|e>>8&240,e>>8&15|e>>4&240,e>>4&15|e&240,((e&15)<<4|e&15)/255):null):(e=Vs.exec(t))?new bt(e[1],e[2],e[3],1):(e=Ys.exec(t))?new bt(e[1]*255/100,e[2]*255/100,e[3]*255/100,1):(e=Xs.exec(t))?Sn(e[1],e[2],e[3],e[4]):(e=Ws.exec(t))?Sn(e[1]*255/100,e[2]*255/100,e[3]*255/100,e[4]):(e=js.exec(t))?Ei(e[1],e[2]/100,e[3]/100,1):(e=Hs.exec(t))?Ei(e[1],e[2]/100,e[3]/100,e[4]):mi.hasOwnProperty(t)?wi(mi[t]):t==="transparent"?new bt(NaN,NaN,NaN,0):null}function wi(t){return new bt(t>>16&255,t>>8&255,t&255,1)}function Sn(t,e,n,r){return r<=0&&(t=e=n=NaN),new bt(t,e,n,r)}function Zs(t){return t instanceof mn||(t=Gr(t)),t?(t=t.rgb(),new bt(t.r,t.g,t.b,t.opacity)):new bt}function $o(t,e,n,r){return arguments.length===1?Zs(t):new bt(t,e,n,r??1)}function bt(t,e,n,r){this.r=+t,this.g=+e,this.b=+n,this.opacity=+r}Nr(bt,$o,Oo(mn,{brighter(t){return t=t==null?In:In**+t,new bt(this.r*t,this.g*t,this.b*t,this.opacity)},darker(t){return t=t==null?fn:fn**+t,new bt(this.r*t,this.g*t,this.b*t,this.opacity)},rgb(){return this},clamp(){return new bt(Me(this.r),Me(this.g),Me(this.b),Nn(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:_i,formatHex:_i,formatHex8:Js,formatRgb:Ai,toString:Ai}));function _i(){return`#${we(this.r)}${we(this.g)}${we(this.b)}`}function Js(){return`#${we(this.r)}${we(this.g)}${we(this.b)}${we((isNaN(this.opacity)?1:this.opacity)*255)}`}function Ai(){let t=Nn(this.opacity);return`${t===1?"rgb(":"rgba("}${Me(this.r)}, ${Me(this.g)}, ${Me(this.b)}${t===1?")":`, ${t})`}`}function Nn(t){return isNaN(t)?1:Math.max(0,Math.min(1,t))}function Me(t){return Math.max(0,Math.min(255,Math.round(t)||0))}function we(t){return t=Me(t),(t<16?"0":"")+t.toString(16)}function Ei(t,e,n,r){return r<=0?t=e=n=NaN:n<=0||n>=1?t=e=NaN:e<=0&&(t=NaN),new Gt(t,e,n,r)}function qo(t){if(t instanceof Gt)return new Gt(t.h,t.s,t.l,t.opacity);if(t instanceof mn||(t=Gr(t)),!t)return new Gt;if(t instanceof Gt)return t;t=t.rgb();var e=t.r/255,n=t.g/255,r=t.b/255,i=Math.min(e,n,r),a=Math.max(e,n,r),l=NaN,s=a-i,o=(a+i)/2;return s?(l=e===a?(n-r)/s+(n<r)*6:n===a?(r-e)/s+2:(e-n)/s+4,s/=o<.5?a+i:2-a-i,l*=60):s=o>0&&o<1?0:l,new Gt(l,s,o,t.opacity)}function tu(t,e,n,r){return arguments.length===1?qo(t):new Gt(t,e,n,r??1)}function Gt(t,e,n,r){this.h=+t,this.s=+e,this.l=+n,this.opacity=+r}Nr(Gt,tu,Oo(mn,{brighter(t){return t=t==null?In:In**+t,new Gt(this.h,this.s,this.l*t,this.opacity)},darker(t){return t=t==null?fn:fn**+t,new Gt(this.h,this.s,this.l*t,this.opacity)},rgb(){var t=this.h%360+(this.h<0)*360,e=isNaN(t)||isNaN(this.s)?0:this.s,n=this.l,r=n+(n<.5?n:1-n)*e,i=2*n-r;return new bt(ir(t>=240?t-240:t+120,i,r),ir(t,i,r),ir(t<120?t+240:t-120,i,r),this.opacity)},clamp(){return new Gt(Ti(this.h),Rn(this.s),Rn(this.l),Nn(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let t=Nn(this.opacity);return`${t===1?"hsl(":"hsla("}${Ti(this.h)}, ${Rn(this.s)*100}%, ${Rn(this.l)*100}%${t===1?")":`, ${t})`}`}}));function Ti(t){return t=(t||0)%360,t<0?t+360:t}function Rn(t){return Math.max(0,Math.min(1,t||0))}function ir(t,e,n){return(t<60?e+(n-e)*t/60:t<180?n:t<240?e+(n-e)*(240-t)/60:e)*255}var Mi=["#1f77b4","#ff7f0e","#2ca02c","#d62728","#9467bd","#8c564b","#e377c2","#7f7f7f","#bcbd22","#17becf"],Fn=["#1f77b4","#aec7e8","#ff7f0e","#ffbb78","#2ca02c","#98df8a","#d62728","#ff9896","#9467bd","#c5b0d5","#8c564b","#c49c94","#e377c2","#f7b6d2","#7f7f7f","#c7c7c7","#bcbd22","#dbdb8d","#17becf","#9edae5"];function xn(t){if(t<1&&(t=1),t<=Mi.length)return Mi.slice(0,t);if(t<=Fn.length)return Fn.slice(0,t);{let e=[];for(let n=0;n<t;n++)e[n]=Fn[n%Fn.length];return e}}function Or(t){let{r:e,g:n,b:r,opacity:i}=$o(t);return{r:e/255,g:n/255,b:r/255,a:i}}function Vo(){return[1,0,0,0,1,0,0,0,1]}function $r(t,e){return[t[0]*e[0]+t[3]*e[1]+t[6]*e[2],t[1]*e[0]+t[4]*e[1]+t[7]*e[2],t[2]*e[0]+t[5]*e[1]+t[8]*e[2],t[0]*e[3]+t[3]*e[4]+t[6]*e[5],t[1]*e[3]+t[4]*e[4]+t[7]*e[5],t[2]*e[3]+t[5]*e[4]+t[8]*e[5],t[0]*e[6]+t[3]*e[7]+t[6]*e[8],t[1]*e[6]+t[4]*e[7]+t[7]*e[8],t[2]*e[6]+t[5]*e[7]+t[8]*e[8]]}function Yo(t,e){return[e[0]*t[0]+e[3]*t[1]+e[6]*t[2],e[1]*t[0]+e[4]*t[1]+e[7]*t[2],e[2]*t[0]+e[5]*t[1]+e[8]*t[2]]}function eu(t){return t[0]*t[4]*t[8]-t[0]*t[5]*t[7]-t[1]*t[3]*t[8]+t[1]*t[5]*t[6]+t[2]*t[3]*t[7]-t[2]*t[4]*t[6]}function Xo(t){let e=eu(t);return[(t[4]*t[8]-t[5]*t[7])/e,(t[2]*t[7]-t[1]*t[8])/e,(t[1]*t[5]-t[2]*t[4])/e,(t[5]*t[6]-t[3]*t[8])/e,(t[0]*t[8]-t[2]*t[6])/e,(t[2]*t[3]-t[0]*t[5])/e,(t[3]*t[7]-t[4]*t[6])/e,(t[1]*t[6]-t[0]*t[7])/e,(t[0]*t[4]-t[1]*t[3])/e]}var Gn=class{viewport;width;height;_matrix=[0,0,0,0,0,0,0,0,0];_pixel_kx=0;_pixel_bx=0;_pixel_ky=0;_pixel_by=0;constructor(t,e,n){this.viewport=t,this.width=e,this.height=n,this.updateCoefficients()}update(t,e,n){this.viewport=t,this.width=e,this.height=n,this.updateCoefficients()}updateCoefficients(){let{x:t,y:e,scale:n}=this.viewport,r=n,i=n;this.width<this.height?r*=this.height/this.width:i*=this.width/this.height,this._matrix=[r,0,0,0,i,0,-t*r,-e*i,1],this._pixel_kx=this._matrix[0]*this.width/2,this._pixel_bx=(this._matrix[6]+1)*this.width/2,this._pixel_ky=-this._matrix[4]*this.height/2,this._pixel_by=(-this._matrix[7]+1)*this.height/2}matrix(){return this._matrix}scale(){return Math.abs(this._pixel_kx)}pixelLocation(t,e){return{x:t*this._pixel_kx+this._pixel_bx,y:e*this._pixel_ky+this._pixel_by}}coordinateAtPixel(t,e){return{x:(t-this._pixel_bx)/this._pixel_kx,y:(e-this._pixel_by)/this._pixel_ky}}pixelLocationFunction(){let t=this._pixel_kx,e=this._pixel_ky,n=this._pixel_bx,r=this._pixel_by;return(i,a)=>({x:i*t+n,y:a*e+r})}coordinateAtPixelFunction(){let t=this._pixel_kx,e=this._pixel_ky,n=this._pixel_bx,r=this._pixel_by;return(i,a)=>({x:(i-n)/t,y:(a-r)/e})}},xr=class{_needsRun=!0;_inputs=new Set;_targets=new Set;constructor(t=[]){this._inputs=new Set(t);for(let e of this._inputs)e._targets.add(this)}addInput(t){this._inputs.add(t),t._targets.add(this)}removeInput(t){t._targets.delete(this),this._inputs.delete(t)}run(){if(this._needsRun){for(let t of this._inputs)t.run();this.update(),this._needsRun=!1}}setNeedsRunDownstream(){for(let t of this._targets)t._needsRun||(t._needsRun=!0,t.setNeedsRunDownstream())}update(){}destroy(){for(let t of this._inputs)t._targets.delete(this)}},Xe=class extends xr{_value=null;setValue(t){this._value!==t&&(this._value=t,this.setNeedsRunDownstream())}get value(){return this.run(),this._value}},Wo=class extends Xe{constructor(t){super([]),this.setValue(t)}get value(){return super.value}set value(t){this.setValue(t)}},nu=class extends Xe{fn;constructor(t,e){super(e),this.fn=t}update(){this.setValue(this.fn())}},ru=class extends Xe{fn;state;constructor(t,e){super(e),this.fn=t,this.state={}}update(){this.setValue(this.fn(this.state))}destroy(){super.destroy(),this.state.destroy&&this.state.destroy(),this.state={}}},iu=class extends Xe{parent;condition;buildTrue;buildFalse;context=null;currentCondition=null;currentNode=null;constructor(t,e,n,r){super([e]),this.parent=t,this.condition=e,this.buildTrue=n,this.buildFalse=r}update(){(this.currentNode==null||this.currentCondition!==this.condition.value)&&(this.currentNode&&this.removeInput(this.currentNode),this.context?.destroy(),this.context=new bn(this.parent),this.currentCondition=this.condition.value,this.currentCondition?this.currentNode=this.buildTrue(this.context):this.currentNode=this.buildFalse(this.context),this.addInput(this.currentNode)),this.setValue(this.currentNode.value)}destroy(){super.destroy(),this.context?.destroy()}},ou=class extends Xe{parent;input;build;cache;constructor(t,e,n){super([e]),this.parent=t,this.input=e,this.build=n,this.cache=new Map}update(){let t=new Set,e=this.input.value.map(n=>{if(t.add(n),this.cache.has(n)){let r=this.cache.get(n);return r.input.value=n,r.output.value}else{let r=new bn(this.parent),i=new Wo(n),a=this.build(r,i);return this.cache.set(n,{context:r,input:i,output:a}),this.addInput(a),a.value}});for(let[n,r]of this.cache)t.has(n)||(this.cache.delete(n),this.removeInput(r.output),r.context.destroy());this.setValue(e)}destroy(){super.destroy();for(let t of this.cache.values())t.context.destroy()}},au=class extends Xe{parent;input;cases;currentCase=null;currentNode=null;currentContext=null;constructor(t,e,n){super([e]),this.parent=t,this.input=e,this.cases=n}update(){(this.currentNode==null||this.input.value!==this.currentCase)&&(this.currentNode&&this.removeInput(this.currentNode),this.currentContext?.destroy(),this.currentContext=new bn(this.parent),this.currentCase=this.input.value,this.currentNode=this.cases[this.currentCase](this.currentContext),this.addInput(this.currentNode)),this.setValue(this.currentNode.value)}destroy(){super.destroy(),this.currentContext?.destroy()}},bn=class jo{_children;_nodes;constructor(e=null){this._children=new Set,this._nodes=new Set,e?._children.add(this)}destroy(){for(let e of this._children)e.destroy();for(let e of this._nodes)e.destroy();this._children.clear(),this._nodes.clear()}value(e){let n=new Wo(e);return this._nodes.add(n),n}derive(e,n){let r=e.map(a=>a instanceof xr?a:this.value(a)),i=new nu(()=>n(...r.map(a=>a.value)),r);return this._nodes.add(i),i}statefulDerive(e,n){let r=e.map(a=>a instanceof xr?a:this.value(a)),i=new ru(a=>n(a,...r.map(l=>l.value)),r);return this._nodes.add(i),i}if(e,n,r){let i=new iu(this,e,n,r);return this._nodes.add(i),i}switch(e,n){let r=new au(this,e,n);return this._nodes.add(r),r}map(e,n){let r=new ou(this,e,n);return this._nodes.add(r),r}assertNotNull(e){return e}subgraph(){return new jo(this)}};function Wt(t,e,n,r){if(t.program==null||t.vsSource!=n||t.fsSource!=r){t.destroy&&t.destroy();let a=Si(e,e.VERTEX_SHADER,n),l=Si(e,e.FRAGMENT_SHADER,r),s=e.createProgram();if(e.attachShader(s,a),e.attachShader(s,l),e.linkProgram(s),!e.getProgramParameter(s,e.LINK_STATUS)){var i=e.getProgramInfoLog(s);throw Error(`failed to link program: ${i}, vertex source: ${n}, fragment source: ${r}`)}t.program=s,t.vsSource=n,t.fsSource=r,t.destroy=()=>{e.deleteProgram(s),e.deleteShader(a),e.deleteShader(l)},t.uniforms={};for(let o of(n+r).matchAll(/uniform +[0-9a-zA-Z_]+ +([0-9a-zA-Z_]+) *(;|\[)/g)){let u=o[1];t.uniforms[u]=e.getUniformLocation(s,u)}}return{program:t.program,uniforms:t.uniforms??{}}}function Si(t,e,n){let r=t.createShader(e);if(t.shaderSource(r,n),t.compileShader(r),!t.getShaderParameter(r,t.COMPILE_STATUS)){var i=t.getShaderInfoLog(r);throw Error(`failed to compile shader: ${i}, source: ${n}`)}return r}function Yt(t,e,n,r){if(t.buffer==null){let i=e.createBuffer();t.buffer=i,t.destroy=()=>{e.deleteBuffer(i)}}if(t.data!==n){if(t.data=n,e.bindBuffer(e.ARRAY_BUFFER,t.buffer),n instanceof Array)switch(r??"f32"){case"f32":e.bufferData(e.ARRAY_BUFFER,new Float32Array(n),e.STATIC_DRAW);break;case"i32":e.bufferData(e.ARRAY_BUFFER,new Int32Array(n),e.STATIC_DRAW);break;case"u32":e.bufferData(e.ARRAY_BUFFER,new Uint32Array(n),e.STATIC_DRAW);break;case"i16":e.bufferData(e.ARRAY_BUFFER,new Int16Array(n),e.STATIC_DRAW);break;case"u16":e.bufferData(e.ARRAY_BUFFER,new Uint16Array(n),e.STATIC_DRAW);break;case"i8":e.bufferData(e.ARRAY_BUFFER,new Int8Array(n),e.STATIC_DRAW);break;case"u8":e.bufferData(e.ARRAY_BUFFER,new Uint8Array(n),e.STATIC_DRAW);break;default:throw Error("invalid type")}else e.bufferData(e.ARRAY_BUFFER,n,e.STATIC_DRAW);e.bindBuffer(e.ARRAY_BUFFER,null)}return t.buffer}function lu(t,e,n,r,i){let[a,l,s]={u8:{1:[t.R8,t.RED,t.UNSIGNED_BYTE],2:[t.RG8,t.RG,t.UNSIGNED_BYTE],3:[t.RGB8,t.RGB,t.UNSIGNED_BYTE],4:[t.RGBA8,t.RGBA,t.UNSIGNED_BYTE]},u16:{1:[t.R8,t.RED,t.UNSIGNED_SHORT],2:[t.RG8,t.RG,t.UNSIGNED_SHORT],3:[t.RGB8,t.RGB,t.UNSIGNED_SHORT],4:[t.RGBA8,t.RGBA,t.UNSIGNED_SHORT]},u32:{1:[t.R8,t.RED,t.UNSIGNED_INT],2:[t.RG8,t.RG,t.UNSIGNED_INT],3:[t.RGB8,t.RGB,t.UNSIGNED_INT],4:[t.RGBA8,t.RGBA,t.UNSIGNED_INT]},f32:{1:[t.R32F,t.RED,t.FLOAT],2:[t.RG32F,t.RG,t.FLOAT],3:[t.RGB32F,t.RGB,t.FLOAT],4:[t.RGBA32F,t.RGBA,t.FLOAT]}}[i][r];t.texImage2D(t.TEXTURE_2D,0,a,e,n,0,l,s,null),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MIN_FILTER,t.LINEAR),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MAG_FILTER,t.LINEAR),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_S,t.CLAMP_TO_EDGE),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_T,t.CLAMP_TO_EDGE)}function ue(t,e,n,r,i,a){if(t.framebuffer==null||t.texture==null){let s=e.createFramebuffer(),o=e.createTexture();e.bindFramebuffer(e.FRAMEBUFFER,s),e.bindTexture(e.TEXTURE_2D,o),e.framebufferTexture2D(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,o,0),e.bindTexture(e.TEXTURE_2D,null),e.bindFramebuffer(e.FRAMEBUFFER,null),t.framebuffer=s,t.texture=o,t.destroy=()=>{e.deleteFramebuffer(s),e.deleteTexture(o)}}let l=`${n},${r},${i},${a}`;return t.cacheKey!=l&&(t.cacheKey=l,e.bindTexture(e.TEXTURE_2D,t.texture),lu(e,n,r,i,a),e.bindTexture(e.TEXTURE_2D,null)),{framebuffer:t.framebuffer,texture:t.texture,width:n,height:r}}function su(t){let e=t.squareMaxSize,n=t.samples;return{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment1:`#version 300 es
    precision highp float;
    uniform sampler2D image;
    uniform vec2 resolution;
    uniform vec2 direction;
    in vec2 uv;
    out vec4 outColor;
    void main() {
      vec4 color = vec4(0.0);
      const int count = ${e};
      int i = -count;
      while(i + 1 <= count) {
        color += texture(image, uv + direction * (float(i) + 0.5) / resolution) * 2.0;
        i += 2;
      }
      if (i <= count) {
        color += texture(image, uv + direction * float(count) / resolution);
      }
      outColor = color;
    }
  `,fragment2:`#version 300 es
    precision highp float;
    uniform sampler2D image;
    uniform sampler2D imageBox;
    uniform vec2 resolution;
    uniform float scaler;
    in vec2 uv;
    out vec4 outColor;

    void main() {
      vec4 color = texture(imageBox, uv);
      if (color != vec4(0.0)) {
        ${n.map(({x:r,y:i,w:a})=>`color -= texture(image, uv + vec2(${r.toFixed(8)}, ${i.toFixed(8)}) / resolution) * (${a.toFixed(8)})`).join(";")};
      }
      outColor = color * scaler;
    }
  `}}function uu(t,e,n){let r=t.derive([n],fu),i=t.derive([r],su),a=t.statefulDerive([e,t.derive([i],o=>o.vertex),t.derive([i],o=>o.fragment1)],Wt),l=t.statefulDerive([e,t.derive([i],o=>o.vertex),t.derive([i],o=>o.fragment2)],Wt),s=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,s,a,l,n,r],(o,u,f,c,d,h)=>(v,g,y)=>{let{width:b,height:A}=g;o.disable(o.BLEND),o.enableVertexAttribArray(0),o.bindBuffer(o.ARRAY_BUFFER,u),o.vertexAttribPointer(0,2,o.FLOAT,!1,0,0),o.bindBuffer(o.ARRAY_BUFFER,null),o.useProgram(f.program),o.uniform2f(f.uniforms.resolution,b,A),o.uniform1i(f.uniforms.image,0),o.bindFramebuffer(o.FRAMEBUFFER,g.framebuffer),o.bindTexture(o.TEXTURE_2D,v),o.uniform2f(f.uniforms.direction,0,1),o.drawArrays(o.TRIANGLE_STRIP,0,4),o.bindFramebuffer(o.FRAMEBUFFER,y.framebuffer),o.bindTexture(o.TEXTURE_2D,g.texture),o.uniform2f(f.uniforms.direction,1,0),o.drawArrays(o.TRIANGLE_STRIP,0,4),o.bindFramebuffer(o.FRAMEBUFFER,g.framebuffer),o.activeTexture(o.TEXTURE1),o.bindTexture(o.TEXTURE_2D,y.texture),o.activeTexture(o.TEXTURE0),o.bindTexture(o.TEXTURE_2D,v),o.useProgram(c.program),o.uniform2f(c.uniforms.resolution,b,A),o.uniform1i(c.uniforms.image,0),o.uniform1i(c.uniforms.imageBox,1);let x=1/h.totalWeight*d*d*Math.PI;o.uniform1f(c.uniforms.scaler,x),o.drawArrays(o.TRIANGLE_STRIP,0,4),o.bindFramebuffer(o.FRAMEBUFFER,null),o.useProgram(null),o.activeTexture(o.TEXTURE1),o.bindTexture(o.TEXTURE_2D,null),o.activeTexture(o.TEXTURE0),o.bindTexture(o.TEXTURE_2D,null),o.disableVertexAttribArray(0)})}function Ri(t,e,n){let r=Math.sqrt(e*e+n*n);if(r<t-Math.sqrt(2)/2)return 1;if(r>t+Math.sqrt(2)/2)return 0;let i=0;for(let a=0;a<2;a++)for(let l=0;l<2;l++){let s=e+(a+.5)/2-.5,o=n+(l+.5)/2-.5;Math.sqrt(s*s+o*o)<t&&(i+=1)}return i/2/2}function fu(t){let e=Math.floor(t+.5),n=e,r=Ri(t,0,0),i=[];for(let s=-e;s<=e;s++)for(let o=-e;o<=e;o++){let u=r-Ri(t,s,o);if(!(u<=0))if(i.length>0&&s==i[i.length-1].x&&o==i[i.length-1].y+1){let f=i[i.length-1].w,c=u;i[i.length-1].y+=1-f/(f+c),i[i.length-1].w=f+c}else i.push({x:s,y:o,w:u})}i=i.sort((s,o)=>s.y==o.y?s.x-o.x:s.y-o.y);let a=[];for(let{x:s,y:o,w:u}of i)if(a.length>0&&o==a[a.length-1].y&&s==a[a.length-1].x+1){let f=a[a.length-1].w,c=u;a[a.length-1].x+=1-f/(f+c),a[a.length-1].w=f+c}else a.push({x:s,y:o,w:u});let l=-a.reduce((s,o)=>s+o.w,0);return l+=r*(1+n*2)*(1+n*2),{squareMaxSize:n,squareWeight:r,samples:a,totalWeight:l}}function cu(t){let e;return e=t?`#version 300 es
      precision highp float;
      uniform mat3 matrix;
      layout(location=0) in float x;
      layout(location=1) in float y;
      layout(location=2) in int category;
      out vec4 color;
      void main() {
        gl_Position = vec4(matrix * vec3(x, y, 1), 1);
        if (category == 0) {
          color = vec4(1, 0, 0, 0);
        } else if (category == 1) {
          color = vec4(0, 1, 0, 0);
        } else if (category == 2) {
          color = vec4(0, 0, 1, 0);
        } else if (category == 3) {
          color = vec4(0, 0, 0, 1);
        }
        gl_PointSize = 1.0;
      }
    `:`#version 300 es
      precision highp float;
      uniform mat3 matrix;
      layout(location=0) in float x;
      layout(location=1) in float y;
      out vec4 color;
      void main() {
        gl_Position = vec4(matrix * vec3(x, y, 1), 1);
        color = vec4(1, 0, 0, 0);
        gl_PointSize = 1.0;
      }
    `,{vertex:e,fragment:`#version 300 es
    precision highp float;
    in vec4 color;
    out vec4 outColor;
    void main() {
      outColor = color;
    }
  `}}function br(t,e,n,r,i,a){let l=cu(i!=null),s=t.statefulDerive([e,l.vertex,l.fragment],Wt);return t.derive([e,s,n,r,i,a],(o,u,f,c,d,h)=>v=>{o.enable(o.BLEND),o.blendFunc(o.ONE,o.ONE),o.useProgram(u.program),o.enableVertexAttribArray(0),o.bindBuffer(o.ARRAY_BUFFER,f),o.vertexAttribPointer(0,1,o.FLOAT,!1,0,0),o.enableVertexAttribArray(1),o.bindBuffer(o.ARRAY_BUFFER,c),o.vertexAttribPointer(1,1,o.FLOAT,!1,0,0),d!=null&&(o.enableVertexAttribArray(2),o.bindBuffer(o.ARRAY_BUFFER,d),o.vertexAttribIPointer(2,1,o.BYTE,0,0)),o.bindBuffer(o.ARRAY_BUFFER,null),o.uniformMatrix3fv(u.uniforms.matrix,!1,v),o.drawArrays(o.POINTS,0,h),o.disableVertexAttribArray(0),o.disableVertexAttribArray(1),d!=null&&o.disableVertexAttribArray(2),o.useProgram(null)})}function du(){return{vertex:`#version 300 es
    precision highp float;
    uniform vec2 xyScaler;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy * xyScaler, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D source;
    uniform float gamma;
    in vec2 uv;
    out vec4 outColor;
    void main() {
      vec4 color = texture(source, uv);
      color.rgb = pow(color.rgb, vec3(1.0 / gamma));
      outColor = color;
    }
  `}}function Ho(t,e){let{vertex:n,fragment:r}=du(),i=t.statefulDerive([e,n,r],Wt),a=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,i,a],(l,s,o)=>(u,f,c,d)=>{l.disable(l.BLEND),l.enableVertexAttribArray(0),l.bindBuffer(l.ARRAY_BUFFER,o),l.vertexAttribPointer(0,2,l.FLOAT,!1,0,0),l.bindBuffer(l.ARRAY_BUFFER,null),l.bindTexture(l.TEXTURE_2D,u),l.useProgram(s.program),l.uniform1i(s.uniforms.source,0),l.uniform2f(s.uniforms.xyScaler,c??1,d??1),l.uniform1f(s.uniforms.gamma,f??2.2),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.useProgram(null),l.bindTexture(l.TEXTURE_2D,null),l.disableVertexAttribArray(0)})}function Qo(t){return Math.ceil(t*3)}function hu(t){let e=Qo(t),n=[];for(let i=-e;i<=e;i++)n.push(Math.exp(-i*i/t/t/2));let r=n.reduce((i,a)=>i+a,0);return n=n.map(i=>i/r),{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D image;
    uniform vec2 resolution;
    uniform vec2 direction;
    in vec2 uv;
    out vec4 outColor;

    void main() {
      vec4 color = vec4(0.0);
      ${vu(n).map(([i,a])=>[i-e,a]).map(([i,a])=>`color += texture(image, uv + direction * vec2(${i.toFixed(10)}) / resolution) * ${a.toFixed(10)};`).join(`
`)}
      outColor = color;
    }
  `}}function pu(t,e,n){let r=t.derive([n],hu),i=t.statefulDerive([e,t.derive([r],l=>l.vertex),t.derive([r],l=>l.fragment)],Wt),a=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,a,i,n],(l,s,o,u)=>(f,c,d)=>{let{width:h,height:v}=c;l.disable(l.BLEND),l.enableVertexAttribArray(0),l.bindBuffer(l.ARRAY_BUFFER,s),l.vertexAttribPointer(0,2,l.FLOAT,!1,0,0),l.bindBuffer(l.ARRAY_BUFFER,null),l.useProgram(o.program),l.uniform2f(o.uniforms.resolution,h,v),l.uniform1i(o.uniforms.image,0),l.bindFramebuffer(l.FRAMEBUFFER,d.framebuffer),l.bindTexture(l.TEXTURE_2D,f),l.uniform2f(o.uniforms.direction,0,1),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.bindFramebuffer(l.FRAMEBUFFER,c.framebuffer),l.bindTexture(l.TEXTURE_2D,d.texture),l.uniform2f(o.uniforms.direction,1,0),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.bindFramebuffer(l.FRAMEBUFFER,null),l.useProgram(null),l.bindTexture(l.TEXTURE_2D,null),l.disableVertexAttribArray(0)})}function vu(t){let e=[];for(let n=0;n<t.length;n+=2)if(n+1<t.length){let r=t[n],i=t[n+1],a=1-r/(r+i);if(a>=0&&a<=1){let l=r+i;l!=0&&e.push([n+a,l])}else e.push([n,t[n]]),e.push([n+1,t[n+1]])}else e.push([n,t[n]]);return e}function gu(t){return Math.ceil(t*3)}function yu(){return{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D image;
    uniform vec2 resolution;
    uniform vec2 direction;
    in vec2 uv;
    out vec4 outColor;

    uniform float weight0;
    uniform vec3 distances;
    uniform vec3 weights;

    void main() {
      vec4 color = texture(image, uv) * weight0;
      if (weights.x != 0.0) {
        color += texture(image, uv + direction * vec2(distances.x) / resolution) * weights.x;
        color += texture(image, uv - direction * vec2(distances.x) / resolution) * weights.x;
      }
      if (weights.y != 0.0) {
        color += texture(image, uv + direction * vec2(distances.y) / resolution) * weights.y;
        color += texture(image, uv - direction * vec2(distances.y) / resolution) * weights.y;
      }
      if (weights.z != 0.0) {
        color += texture(image, uv + direction * vec2(distances.z) / resolution) * weights.z;
        color += texture(image, uv - direction * vec2(distances.z) / resolution) * weights.z;
      }
      outColor = color;
    }
  `}}function mu(t,e,n){let{vertex:r,fragment:i}=yu(),a=t.statefulDerive([e,r,i],Wt),l=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,l,a],(s,o,u)=>(f,c,d)=>{let{width:h,height:v}=c;s.disable(s.BLEND),s.enableVertexAttribArray(0),s.bindBuffer(s.ARRAY_BUFFER,o),s.vertexAttribPointer(0,2,s.FLOAT,!1,0,0),s.bindBuffer(s.ARRAY_BUFFER,null),s.useProgram(u.program),s.uniform2f(u.uniforms.resolution,h,v),s.uniform1i(u.uniforms.image,0);let g=f,y=d,b=c;for(let A=0;A<2;A++){s.uniform2f(u.uniforms.direction,A,1-A);for(let[x,w,S]of xu){s.bindFramebuffer(s.FRAMEBUFFER,y.framebuffer),s.bindTexture(s.TEXTURE_2D,g),s.uniform1fv(u.uniforms.weight0,w),s.uniform3fv(u.uniforms.distances,x),s.uniform3fv(u.uniforms.weights,S),s.drawArrays(s.TRIANGLE_STRIP,0,4),g=y.texture;let P=y;y=b,b=P}}s.bindFramebuffer(s.FRAMEBUFFER,null),s.useProgram(null),s.bindTexture(s.TEXTURE_2D,null),s.disableVertexAttribArray(0)})}var xu=[[[1,2,3],[.2288468365182578],[.18230006506971572,.1356122230111784,.06766429365997693]],[[2,6,10],[.09116254014100238],[.23317759354726447,.18385867277788717,.03738246360434722]],[[3,10,20],[.2950645715317288],[.010918865853671198,.23773695670296047,.10381189167750389]],[[4,16,30],[.20085957073474772],[.14463019087130788,.17934533765938643,.07559468610193185]]];function bu(){return{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D source;
    uniform vec2 resolution;
    uniform float densityScaler;
    uniform float quantizationStep;
    uniform vec4 channelMask;
    uniform vec4 color;
    uniform float globalAlpha;

    in vec2 uv;
    out vec4 outColor;

    float sample_density(vec2 uv) {
      float d = dot(texture(source, uv), channelMask) * densityScaler;
      d = min(1.0, max(0.0, d));
      d = floor(d / quantizationStep);
      return d;
    }

    void main() {
      // Run the Sobel operator.
      float v = sample_density(uv);
      float v11 = sample_density(uv + vec2(-1, -1) / resolution);
      float v12 = sample_density(uv + vec2(-1,  0) / resolution);
      float v13 = sample_density(uv + vec2(-1, +1) / resolution);
      float v21 = sample_density(uv + vec2( 0, -1) / resolution);
      float v23 = sample_density(uv + vec2( 0, +1) / resolution);
      float v31 = sample_density(uv + vec2(+1, -1) / resolution);
      float v32 = sample_density(uv + vec2(+1,  0) / resolution);
      float v33 = sample_density(uv + vec2(+1, +1) / resolution);
      float gx = v11 + v12 * 2.0 + v13 - v31 - v32 * 2.0 - v33;
      float gy = v11 + v21 * 2.0 + v31 - v13 - v23 * 2.0 - v33;
      // Derive alpha value from the result.
      float alpha = length(vec2(gx, gy)) * 0.2;
      alpha = min(1.0, max(0.0, alpha));
      outColor = color * alpha * globalAlpha;
    }
  `}}function wu(t,e){let{vertex:n,fragment:r}=bu(),i=t.statefulDerive([e,n,r],Wt),a=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,i,a],(l,s,o)=>(u,f,c,d,h,v)=>{l.enable(l.BLEND),l.blendFunc(l.ONE,l.ONE_MINUS_SRC_ALPHA),l.enableVertexAttribArray(0),l.bindBuffer(l.ARRAY_BUFFER,o),l.vertexAttribPointer(0,2,l.FLOAT,!1,0,0),l.bindBuffer(l.ARRAY_BUFFER,null),l.bindTexture(l.TEXTURE_2D,u.texture),l.useProgram(s.program),l.uniform1i(s.uniforms.source,0),l.uniform2f(s.uniforms.resolution,u.width,u.height),l.uniform1f(s.uniforms.densityScaler,f),l.uniform1f(s.uniforms.quantizationStep,c),l.uniform1f(s.uniforms.globalAlpha,d),l.uniform4fv(s.uniforms.channelMask,h),l.uniform4fv(s.uniforms.color,v),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.useProgram(null),l.bindTexture(l.TEXTURE_2D,null),l.disableVertexAttribArray(0)})}function _u(){return{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
    `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D source;
    uniform vec2 resolution;
    uniform float densityScaler;
    uniform float quantizationStep;

    uniform mat4 colorMatrix;
    uniform int isDarkMode;
    uniform float globalAlpha;

    in vec2 uv;
    out vec4 outColor;

    /* Combine alphas with symmetric blending equation f(a, b) = a + b - ab. */
    float combine_alphas(vec4 alphas) {
      float r = alphas.x + alphas.y - alphas.x * alphas.y;
      r = r + alphas.z - r * alphas.z;
      r = r + alphas.w - r * alphas.w;
      return r;
    }

    void main() {
      vec4 density = texture(source, uv) * densityScaler;

      if (density.x > 1.0 || density.y > 1.0 || density.z > 1.0 || density.w > 1.0) {
        density = density / max(max(max(density.x, density.y), density.z), density.w);
      } else {
        density = floor(density / quantizationStep) * quantizationStep;
      }

      if (density.x + density.y + density.z + density.w == 0.0) {
        discard;
      }

      float alpha = combine_alphas(density);

      density *= alpha / (density.x + density.y + density.z + density.w);

      vec3 c1 = colorMatrix[0].rgb * density.x;
      vec3 c2 = colorMatrix[1].rgb * density.y;
      vec3 c3 = colorMatrix[2].rgb * density.z;
      vec3 c4 = colorMatrix[3].rgb * density.w;
      vec3 c;

      if (isDarkMode == 0) {
        c = vec3(1.0) - alpha + c1 + c2 + c3 + c4;
      } else {
        c = c1 + c2 + c3 + c4;
      }

      outColor = vec4(c, 1.0) * alpha * globalAlpha;
    }
  `}}function Au(t,e){let{vertex:n,fragment:r}=_u(),i=t.statefulDerive([e,n,r],Wt),a=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,i,a],(l,s,o)=>(u,f,c,d,h,v)=>{l.enable(l.BLEND),l.blendFunc(l.ONE,l.ONE_MINUS_SRC_ALPHA),l.enableVertexAttribArray(0),l.bindBuffer(l.ARRAY_BUFFER,o),l.vertexAttribPointer(0,2,l.FLOAT,!1,0,0),l.bindBuffer(l.ARRAY_BUFFER,null),l.bindTexture(l.TEXTURE_2D,u.texture),l.useProgram(s.program),l.uniform1i(s.uniforms.source,0),l.uniform2f(s.uniforms.resolution,u.width,u.height),l.uniform1f(s.uniforms.densityScaler,f),l.uniform1f(s.uniforms.quantizationStep,c),l.uniform1f(s.uniforms.globalAlpha,d),l.uniform1i(s.uniforms.isDarkMode,+(v=="dark")),l.uniformMatrix4fv(s.uniforms.colorMatrix,!1,h),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.useProgram(null),l.bindTexture(l.TEXTURE_2D,null),l.disableVertexAttribArray(0)})}function Eu(t){let e;return e=t?`#version 300 es
      precision highp float;
      uniform mat3 matrix;
      uniform float point_size;
      uniform float alpha;
      uniform vec4 colorScheme[64];

      layout(location=0) in float x;
      layout(location=1) in float y;
      layout(location=2) in int category;

      out vec4 color;

      void main() {
        gl_Position = vec4(matrix * vec3(x, y, 1), 1);
        if (category < 64) {
          color = colorScheme[category];
        } else {
          color = vec4(0.5, 0.5, 0.5, 1);
        }
        color *= alpha;
        gl_PointSize = point_size;
      }
    `:`#version 300 es
      precision highp float;
      uniform mat3 matrix;
      uniform float point_size;
      uniform vec4 colorScheme;
      uniform float alpha;

      layout(location=0) in float x;
      layout(location=1) in float y;

      out vec4 color;

      void main() {
        gl_Position = vec4(matrix * vec3(x, y, 1), 1);
        color = colorScheme;
        color *= alpha;
        gl_PointSize = point_size;
      }
    `,{vertex:e,fragment:`#version 300 es
    precision highp float;
    uniform float point_size;
    in vec4 color;
    out vec4 outColor;
    void main() {
      float r = length(gl_PointCoord.xy - vec2(0.5, 0.5)) * point_size;
      float a = max(0.0, min(1.0, point_size / 2.0 - r));
      outColor = color * a;
    }
  `}}function Fi(t,e,n,r,i,a){let l=i!=null,s=Eu(l),o=t.statefulDerive([e,s.vertex,s.fragment],Wt);return t.derive([e,o,n,r,i,a],(u,f,c,d,h,v)=>(g,y,b,A)=>{u.enable(u.BLEND),u.blendFunc(u.ONE,u.ONE_MINUS_SRC_ALPHA),u.useProgram(f.program),u.enableVertexAttribArray(0),u.bindBuffer(u.ARRAY_BUFFER,c),u.vertexAttribPointer(0,1,u.FLOAT,!1,0,0),u.enableVertexAttribArray(1),u.bindBuffer(u.ARRAY_BUFFER,d),u.vertexAttribPointer(1,1,u.FLOAT,!1,0,0),h!=null&&(u.enableVertexAttribArray(2),u.bindBuffer(u.ARRAY_BUFFER,h),u.vertexAttribIPointer(2,1,u.BYTE,0,0)),u.bindBuffer(u.ARRAY_BUFFER,null),u.uniformMatrix3fv(f.uniforms.matrix,!1,g),u.uniform1f(f.uniforms.point_size,y*2),u.uniform1f(f.uniforms.alpha,b),l?u.uniform4fv(f.uniforms.colorScheme,A):u.uniform4fv(f.uniforms.colorScheme,A.slice(0,4)),u.drawArrays(u.POINTS,0,v),u.disableVertexAttribArray(0),u.disableVertexAttribArray(1),h!=null&&u.disableVertexAttribArray(2),u.useProgram(null)})}function Tu(){return{vertex:`#version 300 es
    precision highp float;
    layout(location=0) in vec2 xy;
    out vec2 uv;
    void main() {
      gl_Position = vec4(xy, 0, 1);
      uv = (xy + 1.0) / 2.0;
    }
  `,fragment:`#version 300 es
    precision highp float;
    uniform sampler2D source;
    uniform vec2 resolution;
    uniform mat4 colorMatrix;
    uniform float pointAlpha;
    uniform float globalAlpha;
    uniform int isDarkMode;
    in vec2 uv;
    out vec4 outColor;

    /* Combine alphas with symmetric blending equation f(a, b) = a + b - ab. */
    float combine_alphas(vec4 alphas) {
      float r = alphas.x + alphas.y - alphas.x * alphas.y;
      r = r + alphas.z - r * alphas.z;
      r = r + alphas.w - r * alphas.w;
      return r;
    }

    void main() {
      vec4 count = texture(source, uv);
      vec4 alphas = pointAlpha >= 0.999
        ? vec4(count.x > 0.0 ? 1.0 : 0.0, count.y > 0.0 ? 1.0 : 0.0, count.z > 0.0 ? 1.0 : 0.0, count.w > 0.0 ? 1.0 : 0.0)
        : vec4(1.0) - pow(vec4(1.0 - pointAlpha), count);
      float a = combine_alphas(alphas);
      if (a <= 0.0) { discard; }
      alphas *= a / (alphas.x + alphas.y + alphas.z + alphas.w);

      vec3 c1 = colorMatrix[0].rgb * alphas.x;
      vec3 c2 = colorMatrix[1].rgb * alphas.y;
      vec3 c3 = colorMatrix[2].rgb * alphas.z;
      vec3 c4 = colorMatrix[3].rgb * alphas.w;
      vec3 c;
      if (isDarkMode == 0) {
        c = vec3(1.0) - a + c1 + c2 + c3 + c4;
      } else {
        c = c1 + c2 + c3 + c4;
      }
      outColor = vec4(c, 1.0) * a * globalAlpha;
    }
  `}}function Mu(t,e){let{vertex:n,fragment:r}=Tu(),i=t.statefulDerive([e,n,r],Wt),a=t.statefulDerive([e,[-1,-1,-1,1,1,-1,1,1],"f32"],Yt);return t.derive([e,i,a],(l,s,o)=>(u,f,c,d,h)=>{l.enable(l.BLEND),l.blendFunc(l.ONE,l.ONE_MINUS_SRC_ALPHA),l.enableVertexAttribArray(0),l.bindBuffer(l.ARRAY_BUFFER,o),l.vertexAttribPointer(0,2,l.FLOAT,!1,0,0),l.bindBuffer(l.ARRAY_BUFFER,null),l.bindTexture(l.TEXTURE_2D,u.texture),l.useProgram(s.program),l.uniform1i(s.uniforms.source,0),l.uniform2f(s.uniforms.resolution,u.width,u.height),l.uniform1f(s.uniforms.pointAlpha,f),l.uniform1f(s.uniforms.globalAlpha,c),l.uniform1i(s.uniforms.isDarkMode,+(h=="dark")),l.uniformMatrix4fv(s.uniforms.colorMatrix,!1,d),l.drawArrays(l.TRIANGLE_STRIP,0,4),l.useProgram(null),l.bindTexture(l.TEXTURE_2D,null),l.disableVertexAttribArray(0)})}var Su=class{props;viewport;df;gl;renderInputs;dataBuffers;renderer;constructor(t,e,n){this.props={mode:"points",colorScheme:"light",x:new Float32Array,y:new Float32Array,category:null,categoryCount:1,categoryColors:null,viewportX:0,viewportY:0,viewportScale:1,pointSize:1,pointAlpha:1,pointsAlpha:1,densityScaler:1,densityBandwidth:1,densityQuantizationStep:.1,contoursAlpha:1,densityAlpha:1,gamma:2.2,width:e,height:n,downsampleMaxPoints:4e6,downsampleDensityWeight:5},this.viewport=new Gn({x:0,y:0,scale:1},e,n);let r=new bn,i=r.value(t);this.df=r,this.gl=i,this.renderInputs={mode:r.value(this.props.mode),colorScheme:r.value(this.props.colorScheme),xData:r.value(this.props.x),yData:r.value(this.props.y),categoryData:r.value(this.props.category),categoryCount:r.value(this.props.categoryCount),matrix:r.value(Vo()),width:r.value(e),height:r.value(n),pointSize:r.value(this.props.pointSize),densityBandwidth:r.value(this.props.densityBandwidth),downsampleMaxPoints:r.value(this.props.downsampleMaxPoints),downsampleDensityWeight:r.value(this.props.downsampleDensityWeight)},this.dataBuffers=Ru(r,i,this.renderInputs),this.renderer=Fu(r,i,this.renderInputs,this.dataBuffers)}setProps(t){let e=!1,n;for(n in t)t[n]!==this.props[n]&&(this.props[n]=t[n],e=!0);return this.viewport.update({x:this.props.viewportX,y:this.props.viewportY,scale:this.props.viewportScale},this.props.width,this.props.height),this.renderInputs.mode.value=this.props.mode,this.renderInputs.colorScheme.value=this.props.colorScheme,this.renderInputs.xData.value=this.props.x,this.renderInputs.yData.value=this.props.y,this.renderInputs.categoryData.value=this.props.category,this.props.category==null?this.renderInputs.categoryCount.value=1:this.renderInputs.categoryCount.value=this.props.categoryCount,this.renderInputs.matrix.value=this.viewport.matrix(),this.renderInputs.width.value=this.props.width,this.renderInputs.height.value=this.props.height,this.renderInputs.pointSize.value=this.props.pointSize,this.renderInputs.densityBandwidth.value=this.props.densityBandwidth,this.renderInputs.downsampleMaxPoints.value=this.props.downsampleMaxPoints,this.renderInputs.downsampleDensityWeight.value=this.props.downsampleDensityWeight,e}render(){this.renderer.value(this.props)}destroy(){this.df.destroy()}async densityMap(t,e,n,r){let i=this.df.subgraph(),a=Du(i,this.gl,this.dataBuffers,i.value(t),i.value(e),i.value(n)),{x:l,y:s,scale:o}=r,u=[o,0,0,0,o,0,-l*o,-s*o,1],f=a.value(u),c=Xo(u);return i.destroy(),{data:f,width:t,height:e,coordinateAtPixel:(d,h)=>{let v=Yo([d/t*2-1,h/e*2-1,1],c);return{x:v[0],y:v[1]}}}}};function Ru(t,e,n){return{x:t.statefulDerive([e,n.xData,"f32"],Yt),y:t.statefulDerive([e,n.yData,"f32"],Yt),category:t.if(t.derive([n.categoryData],r=>r!=null),r=>r.statefulDerive([e,r.assertNotNull(n.categoryData),"u8"],Yt),r=>r.value(null)),count:t.derive([n.xData],r=>r.length)}}function Fu(t,e,n,r){return t.switch(n.mode,{points:i=>Bu(i,e,n,r),density:i=>Pu(i,e,n,r)})}function Bu(t,e,n,r){let i=t.derive([n.categoryCount],o=>o>1),a=t.statefulDerive([e,n.width,n.height,4,"f32"],ue),l=t.if(i,o=>Fi(o,e,r.x,r.y,o.assertNotNull(r.category),r.count),o=>Fi(o,e,r.x,r.y,null,r.count)),s=Ho(t,e);return t.derive([e,a,l,s,n.colorScheme,n.matrix,n.categoryCount],(o,u,f,c,d,h,v)=>g=>{let y=[],b=g.categoryColors??xn(g.categoryCount);for(let A=0;A<v;A++)if(A<b.length){let{r:x,g:w,b:S}=Or(b[A]);x**=+g.gamma,w**=+g.gamma,S**=+g.gamma,y=y.concat([x,w,S,1])}else y=y.concat([.5,.5,.5,1]);o.bindFramebuffer(o.FRAMEBUFFER,u.framebuffer),o.viewport(0,0,u.width,u.height),d=="light"?o.clearColor(1,1,1,1):o.clearColor(0,0,0,1),o.clear(o.COLOR_BUFFER_BIT),f(h,Math.max(3,g.pointSize),g.pointAlpha*g.pointsAlpha,y),o.bindFramebuffer(o.FRAMEBUFFER,null),o.viewport(0,0,g.width,g.height),c(u.texture,g.gamma)})}function Pu(t,e,n,r){let i=t.derive([n.densityBandwidth],x=>gu(x)+1),a=t.derive([n.width,i],(x,w)=>x+w*2),l=t.derive([n.height,i],(x,w)=>x+w*2),s=t.derive([n.categoryCount],x=>x>1),o=t.statefulDerive([e,a,l,4,"f32"],ue),u=t.statefulDerive([e,a,l,4,"f32"],ue),f=t.statefulDerive([e,a,l,4,"f32"],ue),c=t.statefulDerive([e,a,l,4,"f32"],ue),d=t.if(s,x=>br(x,e,r.x,r.y,x.assertNotNull(r.category),r.count),x=>br(x,e,r.x,r.y,null,r.count)),h=uu(t,e,n.pointSize),v=mu(t,e,n.densityBandwidth),g=Mu(t,e),y=Au(t,e),b=wu(t,e),A=Ho(t,e);return t.derive([e,o,u,f,c,n.colorScheme,n.matrix,d,h,v,g,y,b,A],(x,w,S,P,U,V,B,C,Z,rt,tt,yt,it,At)=>R=>{let ft=R.categoryColors??xn(R.categoryCount),dt=[];for(let j=0;j<4;j++)if(j<ft.length){let{r:Mt,g:Ut,b:X}=Or(ft[j]);Mt**=+R.gamma,Ut**=+R.gamma,X**=+R.gamma,dt=dt.concat([Mt,Ut,X,1])}else dt=dt.concat([.5,.5,.5,1]);let ee=R.width/S.width,he=R.height/S.height,ne=$r([ee,0,0,0,he,0,0,0,1],B);if(x.bindFramebuffer(x.FRAMEBUFFER,w.framebuffer),x.viewport(0,0,w.width,w.height),x.clearColor(0,0,0,0),x.clear(x.COLOR_BUFFER_BIT),C(ne),x.bindFramebuffer(x.FRAMEBUFFER,S.framebuffer),x.viewport(0,0,S.width,S.height),V=="light"?x.clearColor(1,1,1,1):x.clearColor(0,0,0,1),x.clear(x.COLOR_BUFFER_BIT),R.pointAlpha>0&&R.pointsAlpha>0&&(Z(w.texture,P,U),x.bindFramebuffer(x.FRAMEBUFFER,S.framebuffer),tt(P,R.pointAlpha,R.pointsAlpha,dt,V)),R.densityScaler>0&&(R.densityAlpha>0||R.contoursAlpha>0)&&(rt(w.texture,P,U),x.bindFramebuffer(x.FRAMEBUFFER,S.framebuffer),R.densityAlpha>0&&yt(P,R.densityScaler,R.densityQuantizationStep,R.densityAlpha,dt,V),R.contoursAlpha>0))for(let j=0;j<ft.length;j++){let Mt=[0,0,0,0];Mt[j]=1,it(P,R.densityScaler,R.densityQuantizationStep,R.contoursAlpha,Mt,dt.slice(j*4,j*4+4))}x.bindFramebuffer(x.FRAMEBUFFER,null),x.viewport(0,0,R.width,R.height),At(S.texture,R.gamma,1/ee,1/he)})}function Du(t,e,n,r,i,a){let l=t.derive([a],v=>Qo(v)+1),s=t.derive([r,l],(v,g)=>v+g*2),o=t.derive([i,l],(v,g)=>v+g*2),u=t.statefulDerive([e,s,o,1,"f32"],ue),f=t.statefulDerive([e,s,o,1,"f32"],ue),c=t.statefulDerive([e,s,o,1,"f32"],ue),d=br(t,e,n.x,n.y,null,n.count),h=pu(t,e,a);return t.derive([e,l,r,i,u,f,c,d,h],(v,g,y,b,A,x,w,S,P)=>U=>{let V=$r([y/A.width,0,0,0,b/A.height,0,0,0,1],U);v.bindFramebuffer(v.FRAMEBUFFER,A.framebuffer),v.viewport(0,0,A.width,A.height),v.clearColor(0,0,0,0),v.clear(v.COLOR_BUFFER_BIT),S(V),P(A.texture,x,w),v.bindFramebuffer(v.FRAMEBUFFER,x.framebuffer);let B=new Float32Array(y*b);return v.readPixels(g,g,y,b,v.RED,v.FLOAT,B),v.bindFramebuffer(v.FRAMEBUFFER,null),B})}var ku=class{i32View;u32View;f32View;offset;constructor(t){this.i32View=new Int32Array(t),this.u32View=new Uint32Array(t),this.f32View=new Float32Array(t),this.offset=0}align2(){this.offset%2!=0&&(this.offset+=2-this.offset%2)}align4(){this.offset%4!=0&&(this.offset+=4-this.offset%4)}f32(t){this.f32View[this.offset++]=t}u32(t){this.u32View[this.offset++]=t}i32(t){this.i32View[this.offset++]=t}vec2f(t,e){this.align2(),this.f32View[this.offset++]=t,this.f32View[this.offset++]=e}vec3f(t,e,n){this.align4(),this.f32View[this.offset++]=t,this.f32View[this.offset++]=e,this.f32View[this.offset++]=n}vec4f(t,e,n,r){this.align4(),this.f32View[this.offset++]=t,this.f32View[this.offset++]=e,this.f32View[this.offset++]=n,this.f32View[this.offset++]=r}mat3x3f(t){this.vec3f(t[0],t[1],t[2]),this.vec3f(t[3],t[4],t[5]),this.vec3f(t[6],t[7],t[8])}byteOffset(){return this.offset*4}};function Cu(t,e){let n=4288,r=new ArrayBuffer(n),i=t.statefulDerive([e,n,GPUBufferUsage.UNIFORM|GPUBufferUsage.COPY_DST|GPUBufferUsage.VERTEX],Zt);return{buffer:i,update:t.derive([e,i],(a,l)=>s=>{let o=new ku(r);o.u32(s.count),o.u32(s.category_count),o.i32(s.framebuffer_width),o.i32(s.framebuffer_height),o.i32(s.density_width),o.i32(s.density_height),o.f32(s.gamma),o.f32(s.point_size),o.f32(s.point_alpha),o.f32(s.points_alpha),o.f32(s.density_scaler),o.f32(s.quantization_step),o.f32(s.density_alpha),o.f32(s.contours_alpha),o.mat3x3f(s.matrix),o.vec2f(...s.view_xy_scaler),o.vec4f(...s.kde_causal),o.vec4f(...s.kde_anticausal),o.vec4f(...s.kde_a),o.vec4f(...s.background_color);let u=s.gamma;for(let f=0;f<Math.min(s.category_colors.length,256);f++){let{r:c,g:d,b:h,a:v}=s.category_colors[f];c**=+u,d**=+u,h**=+u,o.vec4f(c,d,h,v)}a.queue.writeBuffer(l,0,r,0,o.byteOffset())})}}var or=64,ar=64;function Ko(t,e,n,r,i,a){let l=t.derive([e,n,r.layouts],(s,o,u)=>s.createComputePipeline({layout:s.createPipelineLayout({bindGroupLayouts:[u.group0,u.group1,u.group2A]}),compute:{module:o,entryPoint:"accumulate"}}));return t.derive([l,r.group0,r.group1,r.group2A,a.countBuffer,i.count],(s,o,u,f,c,d)=>h=>{if(h.clearBuffer(c),d==0)return;let v=h.beginComputePass();v.setPipeline(s),v.setBindGroup(0,o),v.setBindGroup(1,u),v.setBindGroup(2,f),d<=or*ar?v.dispatchWorkgroups(Math.ceil(d/or)):v.dispatchWorkgroups(ar,Math.ceil(d/(or*ar))),v.end()})}function Uu(t){let{COMPUTE:e,VERTEX:n,FRAGMENT:r}=GPUShaderStage;return{group0:t.createBindGroupLayout({entries:[{binding:0,visibility:e|n|r,buffer:{type:"uniform"}}]}),group1:t.createBindGroupLayout({entries:[{binding:0,visibility:e|n,buffer:{type:"read-only-storage"}},{binding:1,visibility:e|n,buffer:{type:"read-only-storage"}},{binding:2,visibility:e|n,buffer:{type:"read-only-storage"}}]}),group2A:t.createBindGroupLayout({entries:[{binding:0,visibility:e|r,buffer:{type:"storage"}}]}),group2B:t.createBindGroupLayout({entries:[{binding:1,visibility:e|r,buffer:{type:"storage"}},{binding:2,visibility:e|r,buffer:{type:"storage"}}]}),group2BlurForward:t.createBindGroupLayout({entries:[{binding:0,visibility:e,buffer:{type:"storage"}},{binding:2,visibility:e,buffer:{type:"storage"}}]}),group3:t.createBindGroupLayout({entries:[{binding:0,visibility:GPUShaderStage.FRAGMENT,sampler:{type:"non-filtering"}},{binding:1,visibility:GPUShaderStage.FRAGMENT,texture:{sampleType:"float"}},{binding:2,visibility:GPUShaderStage.FRAGMENT,texture:{sampleType:"float"}}]})}}function Zo(t,e,n,r,i){let a=t.derive([e],l=>Uu(l));return{layouts:a,group0:t.derive([e,a,n],(l,s,o)=>l.createBindGroup({layout:s.group0,entries:[{binding:0,resource:{buffer:o}}]})),group1:t.derive([e,a,r.x,r.y,r.category],(l,s,o,u,f)=>l.createBindGroup({layout:s.group1,entries:[{binding:0,resource:{buffer:o}},{binding:1,resource:{buffer:u}},{binding:2,resource:{buffer:f??o}}]})),group2A:t.derive([e,a,i.countBuffer,i.blurBuffer],(l,s,o,u)=>l.createBindGroup({layout:s.group2A,entries:[{binding:0,resource:{buffer:o}}]})),group2B:t.derive([e,a,i.countBuffer,i.blurBuffer],(l,s,o,u)=>l.createBindGroup({layout:s.group2B,entries:[{binding:1,resource:{buffer:o}},{binding:2,resource:{buffer:u}}]})),group2BlurForward:t.derive([e,a,i.countBuffer,i.blurBuffer],(l,s,o,u)=>l.createBindGroup({layout:s.group2BlurForward,entries:[{binding:0,resource:{buffer:o}},{binding:2,resource:{buffer:u}}]})),group3:t.derive([e,a,i.colorTexture,i.alphaTexture],(l,s,o,u)=>l.createBindGroup({layout:s.group3,entries:[{binding:0,resource:l.createSampler({})},{binding:1,resource:o.createView()},{binding:2,resource:u.createView()}]}))}}var Jo=256,wr=256,Lu=wr*Jo;function zu(t){let e=Math.ceil(t/Jo);return e<=wr?[e,1]:[wr,Math.ceil(t/Lu)]}function Iu(t,e,n,r){let i=t.statefulDerive([e,t.value(16),GPUBufferUsage.UNIFORM|GPUBufferUsage.COPY_DST],Zt),a=t.statefulDerive([e,t.value(16),GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_DST],Zt),l=t.derive([n],c=>Math.max(4,c*4)),s=t.statefulDerive([e,l,GPUBufferUsage.STORAGE],Zt),o=t.derive([e],c=>c.createBindGroupLayout({entries:[{binding:0,visibility:GPUShaderStage.COMPUTE,buffer:{type:"uniform"}},{binding:1,visibility:GPUShaderStage.COMPUTE,buffer:{type:"storage"}},{binding:2,visibility:GPUShaderStage.COMPUTE,buffer:{type:"storage"}}]})),u=t.derive([e,o,i,a,s],(c,d,h,v,g)=>c.createBindGroup({layout:d,entries:[{binding:0,resource:{buffer:h}},{binding:1,resource:{buffer:v}},{binding:2,resource:{buffer:g}}]})),f=t.derive([e],c=>c.createBindGroupLayout({entries:[{binding:0,visibility:GPUShaderStage.VERTEX,buffer:{type:"read-only-storage"}}]}));return{uniformBuffer:i,countersBuffer:a,pointDataBuffer:s,bindGroupLayout:o,bindGroup:u,vertexBindGroupLayout:f,vertexBindGroup:t.derive([e,f,s],(c,d,h)=>c.createBindGroup({layout:d,entries:[{binding:0,resource:{buffer:h}}]}))}}function Nu(t,e,n,r,i,a,l,s,o,u){let f=t.derive([e],y=>y.createBindGroupLayout({entries:[{binding:1,visibility:GPUShaderStage.COMPUTE,buffer:{type:"storage"}}]})),c=t.derive([e,f,a],(y,b,A)=>y.createBindGroup({layout:b,entries:[{binding:1,resource:{buffer:A}}]})),d=t.derive([e],y=>y.createBindGroupLayout({entries:[]})),h=t.derive([e,d],(y,b)=>y.createBindGroup({layout:b,entries:[]})),v=t.derive([e,n,r,i,f,o.bindGroupLayout],(y,b,A,x,w,S)=>y.createComputePipeline({layout:y.createPipelineLayout({bindGroupLayouts:[A,x,w,S]}),compute:{module:b,entryPoint:"downsample_viewport_cull"}})),g=t.derive([e,n,r,i,d,o.bindGroupLayout],(y,b,A,x,w,S)=>y.createComputePipeline({layout:y.createPipelineLayout({bindGroupLayouts:[A,x,w,S]}),compute:{module:b,entryPoint:"downsample_density_sample"}}));return t.derive([e,v,g,l,s,c,h,o.bindGroup,o.uniformBuffer,o.countersBuffer,u.count],(y,b,A,x,w,S,P,U,V,B,C)=>(Z,rt)=>{if(C===0||rt.maxPoints<=0)return 0;let tt=new ArrayBuffer(16),yt=new DataView(tt);yt.setUint32(0,rt.maxPoints,!0),yt.setUint32(4,rt.frameSeed,!0),yt.setFloat32(8,rt.densityWeight,!0),yt.setFloat32(12,0,!0),y.queue.writeBuffer(V,0,tt),Z.clearBuffer(B);let[it,At]=zu(C);{let R=Z.beginComputePass();R.setPipeline(b),R.setBindGroup(0,x),R.setBindGroup(1,w),R.setBindGroup(2,S),R.setBindGroup(3,U),R.dispatchWorkgroups(it,At),R.end()}{let R=Z.beginComputePass();R.setPipeline(A),R.setBindGroup(0,x),R.setBindGroup(1,w),R.setBindGroup(2,P),R.setBindGroup(3,U),R.dispatchWorkgroups(it,At),R.end()}})}function Gu(t,e,n,r,i){let a=t.derive([e,n,r.layouts],(l,s,o)=>l.createRenderPipeline({layout:l.createPipelineLayout({bindGroupLayouts:[o.group0,o.group1,o.group2B]}),vertex:{entryPoint:"draw_density_map_vs",module:s},fragment:{entryPoint:"draw_density_map_fs",module:s,targets:[{format:i.colorTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}},{format:i.alphaTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}}]},primitive:{topology:"triangle-strip"}}));return t.derive([a,r.group0,r.group1,r.group2B,i.colorTexture,i.alphaTexture],(l,s,o,u,f,c)=>d=>{let h=d.beginRenderPass({colorAttachments:[{loadOp:"load",storeOp:"store",view:f.createView()},{loadOp:"load",storeOp:"store",view:c.createView()}]});h.setPipeline(l),h.setBindGroup(0,s),h.setBindGroup(1,o),h.setBindGroup(2,u),h.draw(4),h.end()})}function Ou(t,e,n,r,i,a){let l=t.derive([e,n,r.layouts],(s,o,u)=>s.createRenderPipeline({layout:s.createPipelineLayout({bindGroupLayouts:[u.group0,u.group1]}),vertex:{entryPoint:"points_vs",module:o},fragment:{entryPoint:"points_fs",module:o,targets:[{format:a.colorTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}},{format:a.alphaTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}}]},primitive:{topology:"triangle-strip"}}));return t.derive([l,r.group0,r.group1,i.count,a.colorTexture,a.alphaTexture],(s,o,u,f,c,d)=>h=>{let v=h.beginRenderPass({colorAttachments:[{clearValue:[0,0,0,0],loadOp:"clear",storeOp:"store",view:c.createView()},{clearValue:[0,0,0,0],loadOp:"clear",storeOp:"store",view:d.createView()}]});v.setPipeline(s),v.setBindGroup(0,o),v.setBindGroup(1,u),f>0&&v.draw(4,f),v.end()})}function $u(t,e,n,r,i,a){let l=t.derive([e,n,r.layouts,i.vertexBindGroupLayout],(s,o,u,f)=>s.createRenderPipeline({layout:s.createPipelineLayout({bindGroupLayouts:[u.group0,u.group1,f]}),vertex:{entryPoint:"points_downsampled_vs",module:o},fragment:{entryPoint:"points_fs",module:o,targets:[{format:a.colorTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}},{format:a.alphaTextureFormat,blend:{color:{srcFactor:"one",dstFactor:"one"},alpha:{srcFactor:"one",dstFactor:"one"}}}]},primitive:{topology:"triangle-strip"}}));return t.derive([l,r.group0,r.group1,i.vertexBindGroup,a.colorTexture,a.alphaTexture],(s,o,u,f,c,d)=>(h,v)=>{let g=h.beginRenderPass({colorAttachments:[{clearValue:[0,0,0,0],loadOp:"clear",storeOp:"store",view:c.createView()},{clearValue:[0,0,0,0],loadOp:"clear",storeOp:"store",view:d.createView()}]});g.setPipeline(s),g.setBindGroup(0,o),g.setBindGroup(1,u),g.setBindGroup(2,f),v>0&&g.draw(4,v),g.end()})}function qu(t,e,n,r,i){let a=t.derive([e,n,i.layouts],(l,s,o)=>l.createRenderPipeline({layout:l.createPipelineLayout({bindGroupLayouts:[o.group0,o.group1,o.group2B,o.group3]}),vertex:{entryPoint:"gamma_correction_vs",module:s},fragment:{entryPoint:"gamma_correction_fs",module:s,targets:[{format:r}]},primitive:{topology:"triangle-strip"}}));return t.derive([a,i.group0,i.group1,i.group2B,i.group3],(l,s,o,u,f)=>(c,d)=>{let h=c.beginRenderPass({colorAttachments:[{clearValue:[1,1,1,1],loadOp:"clear",storeOp:"store",view:d}]});h.setPipeline(l),h.setBindGroup(0,s),h.setBindGroup(1,o),h.setBindGroup(2,u),h.setBindGroup(3,f),h.draw(4),h.end()})}var Bi=64;function ta(t,e,n,r,i,a,l){let s=t.derive([e,n,r.layouts],(u,f,c)=>u.createComputePipeline({layout:u.createPipelineLayout({bindGroupLayouts:[c.group0,c.group1,c.group2BlurForward,c.group3]}),compute:{module:f,entryPoint:"gaussian_blur_stage_1"}})),o=t.derive([e,n,r.layouts],(u,f,c)=>u.createComputePipeline({layout:u.createPipelineLayout({bindGroupLayouts:[c.group0,c.group1,c.group2B,c.group3]}),compute:{module:f,entryPoint:"gaussian_blur_stage_2"}}));return t.derive([s,o,r.group0,r.group1,r.group2BlurForward,r.group2B,r.group3,i,a,l],(u,f,c,d,h,v,g,y,b,A)=>x=>{let w=x.beginComputePass();w.setBindGroup(0,c),w.setBindGroup(1,d),w.setBindGroup(3,g),w.setBindGroup(2,h),w.setPipeline(u),w.dispatchWorkgroups(Math.ceil(y/Bi),A),w.setBindGroup(2,v),w.setPipeline(f),w.dispatchWorkgroups(Math.ceil(b/Bi),A),w.end()})}function Vu(t,e=!1){let n=new Float64Array(5),r=new Float64Array(4);Yu(n,r,t);let i=Float64Array.of(0,r[1]-n[1]*r[0],r[2]-n[2]*r[0],r[3]-n[3]*r[0],-n[4]*r[0]),a=1+n[1]+n[2]+n[3]+n[4];return{sigma:t,negative:e,a:n,b_causal:r,b_anticausal:i,sum_causal:(r[0]+r[1]+r[2]+r[3])/a,sum_anticausal:(i[1]+i[2]+i[3]+i[4])/a}}function Yu(t,e,n){let r=Float64Array.of(.84,1.8675,.84,-1.8675,-.34015,-.1299,-.34015,.1299),i=Math.exp(-1.783/n),a=Math.exp(-1.723/n),l=.6318/n,s=1.997/n,o=Float64Array.of(-i*Math.cos(l),i*Math.sin(l),-i*Math.cos(-l),i*Math.sin(-l),-a*Math.cos(s),a*Math.sin(s),-a*Math.cos(-s),a*Math.sin(-s)),u=n*2.5066282746310007,f=Float64Array.of(r[0],r[1],0,0,0,0,0,0),c=Float64Array.of(1,0,o[0],o[1],0,0,0,0,0,0),d,h;for(h=2;h<8;h+=2){for(f[h]=o[h]*f[h-2]-o[h+1]*f[h-1],f[h+1]=o[h]*f[h-1]+o[h+1]*f[h-2],d=h-2;d>0;d-=2)f[d]+=o[h]*f[d-2]-o[h+1]*f[d-1],f[d+1]+=o[h]*f[d-1]+o[h+1]*f[d-2];for(d=0;d<=h;d+=2)f[d]+=r[h]*c[d]-r[h+1]*c[d+1],f[d+1]+=r[h]*c[d+1]+r[h+1]*c[d];for(c[h+2]=o[h]*c[h]-o[h+1]*c[h+1],c[h+3]=o[h]*c[h+1]+o[h+1]*c[h],d=h;d>0;d-=2)c[d]+=o[h]*c[d-2]-o[h+1]*c[d-1],c[d+1]+=o[h]*c[d-1]+o[h+1]*c[d-2]}for(h=0;h<4;++h)d=h<<1,e[h]=f[d]/u,t[h+1]=c[d+2]}function ea(t){let e=Vu(t);return{kde_causal:[e.b_causal[0],e.b_causal[1],e.b_causal[2],e.b_causal[3]],kde_anticausal:[e.b_anticausal[1],e.b_anticausal[2],e.b_anticausal[3],e.b_anticausal[4]],kde_a:[e.a[1],e.a[2],e.a[3],e.a[4]]}}var Xu=`// Copyright (c) 2025 Apple Inc. Licensed under MIT License.

enable f16;

struct Uniforms {
  count: u32,
  category_count: u32,
  framebuffer_width: i32,
  framebuffer_height: i32,
  density_width: i32,
  density_height: i32,
  gamma: f32,
  point_size: f32,
  point_alpha: f32,
  points_alpha: f32,
  density_scaler: f32,
  quantization_step: f32,
  density_alpha: f32,
  contours_alpha: f32,
  matrix: mat3x3<f32>,
  view_xy_scaler: vec2<f32>,
  kde_causal: vec4<f32>,
  kde_anticausal: vec4<f32>,
  kde_a: vec4<f32>,
  background_color: vec4<f32>,
  category_colors: array<vec4<f32>, 256>,
}

struct DownsampleUniforms {
  render_limit: u32,
  frame_seed: u32,
  density_weight: f32,
  _padding: f32,
}

struct PointData {
  position: vec3<f32>,
  category: u32,
}

struct FragmentOutput {
  @location(0) color: vec4<f32>,
  @location(1) log1malpha: f32, // log(1 - alpha)
}

@group(0) @binding(0) var<uniform> uniforms: Uniforms;

@group(1) @binding(0) var<storage, read> x_buffer: array<f32>;
@group(1) @binding(1) var<storage, read> y_buffer: array<f32>;
@group(1) @binding(2) var<storage, read> category_buffer: array<u32>;

@group(2) @binding(0) var<storage, read_write> count_buffer: array<atomic<u32>>;
@group(2) @binding(1) var<storage, read_write> blur_buffer: array<f16>;
@group(2) @binding(2) var<storage, read_write> blur_swap_buffer: array<f16>;

@group(3) @binding(0) var framebuffer_sampler: sampler;
@group(3) @binding(1) var color_texture: texture_2d<f32>;
@group(3) @binding(2) var log1malpha_texture: texture_2d<f32>;

// Downsampling bind groups (group 3 for compute shaders)
// WebGPU has a default limit of 4 bind groups, so we use group 3 (not 4)
// 3 storage buffers to stay within 8-buffer limit (3 from group1 + 1 from group2 + 3 from group3 = 7)
@group(3) @binding(0) var<uniform> downsample_uniforms: DownsampleUniforms;
@group(3) @binding(1) var<storage, read_write> downsample_counters: array<atomic<u32>>; // [visible_count, max_density_fixed]
@group(3) @binding(2) var<storage, read_write> point_data: array<f32>; // density (>= 0 means visible with density, < 0 means not visible or not accepted)

// Separate binding for vertex shader in downsampled draw pipeline
// Uses group 2 since the pipeline only needs groups 0, 1, 2
// (read-only access required by WebGPU for vertex shaders)
@group(2) @binding(0) var<storage, read> point_data_read: array<f32>; // same as point_data above

fn get_point(index: u32) -> PointData {
  var result: PointData;
  result.position = vec3(x_buffer[index], y_buffer[index], 1.0);
  if (uniforms.category_count > 1) {
    result.category = (category_buffer[index >> 2] >> ((index & 3) << 3)) & 0xff;
  } else {
    result.category = 0;
  }
  return result;
}

const ACCUMULATE_UNIT: u32 = 4096;

fn increment_count(x: i32, y: i32, category: u32, value: u32) {
  let width = uniforms.density_width;
  let height = uniforms.density_height;
  if (x < 0 || x >= width || y < 0 || y >= height || category >= uniforms.category_count || value == 0) {
    return;
  }
  let offset = (y * width + x) + i32(category) * (width * height);
  atomicAdd(&count_buffer[offset], value);
}

@compute @workgroup_size(64, 1)
fn accumulate(@builtin(global_invocation_id) id: vec3<u32>) {
  let width = uniforms.density_width;
  let height = uniforms.density_height;
  let index = id.y * 4096 + id.x; // 4096 = 64 * 64
  if (index >= uniforms.count) { return; }
  let point = get_point(index);
  let pos = uniforms.matrix * point.position;
  let x = (pos.x + 1.0) / 2.0 * f32(width) - 0.5;
  let y = (pos.y + 1.0) / 2.0 * f32(height) - 0.5;
  let ix = i32(x);
  let iy = i32(y);
  let tx = x - f32(ix);
  let ty = y - f32(iy);
  let w1: u32 = u32((1 - tx) * (1 - ty) * f32(ACCUMULATE_UNIT));
  let w2: u32 = u32(tx * (1 - ty) * f32(ACCUMULATE_UNIT));
  let w3: u32 = u32((1 - tx) * ty * f32(ACCUMULATE_UNIT));
  let w123 = w1 + w2 + w3;
  var w4: u32 = select(0, ACCUMULATE_UNIT - w123, w123 < ACCUMULATE_UNIT);
  increment_count(ix, iy, point.category, w1);
  increment_count(ix + 1, iy, point.category, w2);
  increment_count(ix, iy + 1, point.category, w3);
  increment_count(ix + 1, iy + 1, point.category, w4);
}

// =====================================================
// Draw Discrete Points
// =====================================================

struct PointsVertexOutput {
  @builtin(position) position: vec4<f32>,
  @location(0) dp: vec3<f32>,
  @location(1) color: vec4<f32>,
}

@vertex
fn points_vs(
  @builtin(instance_index) index: u32,
  @builtin(vertex_index) part: u32,
) -> PointsVertexOutput {
  let framebuffer_size = vec2(f32(uniforms.framebuffer_width), f32(uniforms.framebuffer_height));
  let alpha = uniforms.point_alpha * uniforms.points_alpha;
  let dp = vec2<f32>(f32(part % 2), f32(part / 2)) * 2.0 - 1.0;
  let point = get_point(index);
  let pos = uniforms.matrix * point.position;

  var out: PointsVertexOutput;
  out.position = vec4<f32>(pos.xy + dp * uniforms.point_size / framebuffer_size * 2.0, 0.0, 1.0);
  out.dp = vec3(dp, uniforms.point_size);
  out.color = uniforms.category_colors[point.category] * alpha;
  return out;
}

@fragment
fn points_fs(in: PointsVertexOutput) -> FragmentOutput {
  let r = length(in.dp.xy) * in.dp.z;
  let a = max(0.0, min(1.0, in.dp.z - r));
  var out: FragmentOutput;
  out.color = in.color * a;
  out.log1malpha = log(1 - out.color.a);
  return out;
}

// =====================================================
// Draw Density Map
// =====================================================

struct DrawDensityMapVertexOutput {
  @builtin(position) position: vec4<f32>,
  @location(0) texture_coord: vec2<f32>,
}

@vertex
fn draw_density_map_vs(
  @builtin(vertex_index) part: u32,
) -> DrawDensityMapVertexOutput {
  let framebuffer_size = vec2(f32(uniforms.framebuffer_width), f32(uniforms.framebuffer_height));
  let dp = vec2<f32>(f32(part % 2), f32(part / 2)) * 2.0 - 1.0;
  var out: DrawDensityMapVertexOutput;
  out.position = vec4(dp, 0.0, 1.0);
  out.texture_coord = (vec2(dp.x, dp.y) + 1.0) / 2.0 * framebuffer_size;
  return out;
}

fn get_density_raw(x: i32, y: i32, category: u32) -> f32 {
  let width = uniforms.density_width;
  let height = uniforms.density_height;
  let density_scaler = uniforms.density_scaler;
  if (x < 0 || x >= width || y < 0 || y >= height) {
    return 0.0;
  }
  let offset = (y * width + x) + i32(category) * (width * height);
  return max(0.0, f32(blur_buffer[offset]) * density_scaler);
}

fn get_density(x: f32, y: f32, category: u32) -> f32 {
  let px = x / f32(uniforms.framebuffer_width) * f32(uniforms.density_width) - 0.5;
  let py = y / f32(uniforms.framebuffer_height) * f32(uniforms.density_height) - 0.5;
  let ix = i32(px);
  let iy = i32(py);
  let tx = px - f32(ix);
  let ty = py - f32(iy);
  let v00 = get_density_raw(ix, iy, category);
  let v10 = get_density_raw(ix + 1, iy, category);
  let v01 = get_density_raw(ix, iy + 1, category);
  let v11 = get_density_raw(ix + 1, iy + 1, category);
  return mix(mix(v00, v10, tx), mix(v01, v11, tx), ty);
}

fn get_density_quantized(x: f32, y: f32, category: u32) -> f32 {
  let v = get_density(x, y, category);
  return floor(clamp(v, 0, 1) / uniforms.quantization_step);
}

fn get_density_quantized_sobel(x: f32, y: f32, category: u32) -> vec2<f32> {
  let v11 = get_density_quantized(x - 1, y - 1, category);
  let v21 = get_density_quantized(x, y - 1, category);
  let v31 = get_density_quantized(x + 1, y - 1, category);
  let v12 = get_density_quantized(x - 1, y, category);
  let v22 = get_density_quantized(x, y, category);
  let v32 = get_density_quantized(x + 1, y, category);
  let v13 = get_density_quantized(x - 1, y + 1, category);
  let v23 = get_density_quantized(x, y + 1, category);
  let v33 = get_density_quantized(x + 1, y + 1, category);
  let gx = v11 + v12 * 2.0 + v13 - v31 - v32 * 2.0 - v33;
  let gy = v11 + v21 * 2.0 + v31 - v13 - v23 * 2.0 - v33;
  return vec2(gx, gy);
}

@fragment
fn draw_density_map_fs(in: DrawDensityMapVertexOutput) -> FragmentOutput {
  let px = in.texture_coord.x;
  let py = in.texture_coord.y;
  let quantization_step: f32 = uniforms.quantization_step;

  var sum_color: vec4<f32> = vec4(0);
  var sum_log1malpha: f32 = 0.0;

  for (var i: u32 = 0; i < uniforms.category_count; i++) {
    let density = get_density(px, py, i);
    var alpha = min(1.0, floor(density / quantization_step) * quantization_step);
    alpha *= uniforms.density_alpha;
    let color = uniforms.category_colors[i] * alpha;
    sum_color += color;
    sum_log1malpha += log(1 - color.a);
  }

  if (uniforms.contours_alpha > 0.0) {
    for (var i: u32 = 0; i < uniforms.category_count; i++) {
      let sobel = get_density_quantized_sobel(px, py, i);
      let alpha = clamp(length(sobel) * 0.2, 0.0, 1.0) * uniforms.contours_alpha;
      let color = uniforms.category_colors[i] * alpha;
      sum_color += color;
      sum_log1malpha += log(1 - color.a);
    }
  }

  var out: FragmentOutput;
  out.color = sum_color;
  out.log1malpha = sum_log1malpha;
  return out;
}

// =====================================================
// Gamma Correction
// =====================================================

struct GammaCorrectionVertexOutput {
  @builtin(position) position: vec4<f32>,
  @location(0) texture_coord: vec2<f32>,
}

@vertex
fn gamma_correction_vs(
  @builtin(vertex_index) part: u32,
) -> GammaCorrectionVertexOutput {
  let dp = vec2<f32>(f32(part % 2), f32(part / 2)) * 2.0 - 1.0;
  var out: GammaCorrectionVertexOutput;
  out.position = vec4(dp * uniforms.view_xy_scaler, 0.0, 1.0);
  out.texture_coord = (vec2(dp.x, -dp.y) + 1.0) / 2.0;
  return out;
}

@fragment
fn gamma_correction_fs(in: GammaCorrectionVertexOutput) -> @location(0) vec4<f32> {
  let sum_color = textureSample(color_texture, framebuffer_sampler, in.texture_coord);
  let sum_log_one_minus_alpha = textureSample(log1malpha_texture, framebuffer_sampler, in.texture_coord).r;
  var color: vec4<f32>;
  if (sum_color.a > 0.0) {
    color = sum_color / sum_color.a * (1.0 - exp(sum_log_one_minus_alpha));
    color = color + uniforms.background_color * (1 - color.a);
  } else {
    color = uniforms.background_color;
  }
  let rgb = pow(color.rgb, vec3(1.0 / uniforms.gamma));
  return vec4(rgb, 1.0);
}

// =====================================================
// Gaussian Blur
// =====================================================

@compute @workgroup_size(64, 1)
fn gaussian_blur_stage_1(@builtin(global_invocation_id) id: vec3<u32>) {
  let width = uniforms.density_width;
  let height = uniforms.density_height;
  let x = id.x;
  if (x >= u32(width)) { return; }
  let start = x + id.y * u32(width * height);
  let count = u32(height);
  let stride = u32(width);

  deriche_conv_1d_forward(
    start, stride, count,
    uniforms.kde_causal, uniforms.kde_anticausal, uniforms.kde_a
  );
}

@compute @workgroup_size(64, 1)
fn gaussian_blur_stage_2(@builtin(global_invocation_id) id: vec3<u32>) {
  let width = uniforms.density_width;
  let height = uniforms.density_height;
  let y = id.x;
  if (y >= u32(height)) { return; }
  let start = y * u32(width) + id.y * u32(width * height);
  let count = u32(width);
  let stride = u32(1);

  deriche_conv_1d_backward(
    start, stride, count,
    uniforms.kde_causal, uniforms.kde_anticausal, uniforms.kde_a
  );
}

// The gaussian blur is a two-pass Deriche recursive filter (horizontal, then
// vertical) implemented as a ping-pong between two storage buffers.
//
// The forward pass reads the fixed-point accumulated densities. These live in
// \`count_buffer\` (an array<atomic<u32>>) which physically aliases \`blur_buffer\`.
// We read them through the u32 view rather than reinterpreting \`blur_buffer\`'s
// f16 pairs, because bitcasting a vec2<f16> to a u32 is not supported by all
// WGSL implementations (e.g. Firefox / naga).
//
// The two passes are kept as separate functions (rather than one function with
// a \`forward\` flag) so that each blur entry point statically references only the
// buffers it uses. That keeps \`count_buffer\`/\`blur_buffer\` (which alias the same
// GPU buffer) out of a single dispatch's usage scope at the same time, avoiding
// WebGPU storage-buffer aliasing validation errors.

// Forward pass: read u32 counts from count_buffer, write horizontal blur to blur_swap_buffer.
fn deriche_conv_1d_forward(
    start: u32, stride: u32, count: u32,
    kde_causal: vec4<f32>, kde_anticausal: vec4<f32>, kde_a: vec4<f32>
) {
  var s: vec4<f32> = vec4(0.0);
  var y0: f32 = 0.0;
  var y1234: vec4<f32> = vec4(0.0);

  var first_nonzero: u32 = count;
  var last_nonzero: u32 = 0;

  for (var i: u32 = 0; i < count; i++) {
    let offset = start + i * stride;
    var input: f32 = f32(atomicLoad(&count_buffer[offset])) / f32(ACCUMULATE_UNIT);
    if (input != 0.0) {
      first_nonzero = min(i, first_nonzero);
      last_nonzero = max(i, last_nonzero);
    }
    s = vec4(input, s.xyz);
    y1234 = vec4(y0, y1234.xyz);
    y0 = dot(kde_causal, s) - dot(kde_a, y1234);
    blur_swap_buffer[offset] = f16(y0);
  }

  if (first_nonzero > last_nonzero) {
    return;
  }

  s = vec4(0.0);
  y0 = 0.0;
  y1234 = vec4(0.0);

  for (var i: u32 = count - 1 - last_nonzero; i < count; i++) {
    let p = count - 1 - i;
    let offset = start + p * stride;
    var input: f32 = 0.0;
    if (p >= first_nonzero) {
      input = f32(atomicLoad(&count_buffer[offset])) / f32(ACCUMULATE_UNIT);
    }
    y1234 = vec4(y0, y1234.xyz);
    y0 = dot(kde_anticausal, s) - dot(kde_a, y1234);
    s = vec4(input, s.xyz);
    if (y0 != 0.0) {
      blur_swap_buffer[offset] = f16(f32(blur_swap_buffer[offset]) + y0);
    }
  }
}

// Backward pass: read f16 from blur_swap_buffer, write vertical blur to blur_buffer.
fn deriche_conv_1d_backward(
    start: u32, stride: u32, count: u32,
    kde_causal: vec4<f32>, kde_anticausal: vec4<f32>, kde_a: vec4<f32>
) {
  var s: vec4<f32> = vec4(0.0);
  var y0: f32 = 0.0;
  var y1234: vec4<f32> = vec4(0.0);

  var first_nonzero: u32 = count;
  var last_nonzero: u32 = 0;

  for (var i: u32 = 0; i < count; i++) {
    let offset = start + i * stride;
    var input: f32 = f32(blur_swap_buffer[offset]);
    if (input != 0.0) {
      first_nonzero = min(i, first_nonzero);
      last_nonzero = max(i, last_nonzero);
    }
    s = vec4(input, s.xyz);
    y1234 = vec4(y0, y1234.xyz);
    y0 = dot(kde_causal, s) - dot(kde_a, y1234);
    blur_buffer[offset] = f16(y0);
  }

  if (first_nonzero > last_nonzero) {
    return;
  }

  s = vec4(0.0);
  y0 = 0.0;
  y1234 = vec4(0.0);

  for (var i: u32 = count - 1 - last_nonzero; i < count; i++) {
    let p = count - 1 - i;
    let offset = start + p * stride;
    var input: f32 = 0.0;
    if (p >= first_nonzero) {
      input = f32(blur_swap_buffer[offset]);
    }
    y1234 = vec4(y0, y1234.xyz);
    y0 = dot(kde_anticausal, s) - dot(kde_a, y1234);
    s = vec4(input, s.xyz);
    if (y0 != 0.0) {
      blur_buffer[offset] = f16(f32(blur_buffer[offset]) + y0);
    }
  }
}

// =====================================================
// Downsampling: PCG hash for deterministic randomness
// =====================================================

fn pcg_hash(input: u32) -> u32 {
  var state = input * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}

fn random_float(seed: u32) -> f32 {
  return f32(pcg_hash(seed)) / 4294967295.0;
}

// =====================================================
// Downsampling Pass 1: Viewport culling + density lookup
// =====================================================
// Uses 2D dispatch for large point counts (>65K workgroups)
// Stride: 256 workgroups * 256 threads = 65536 threads per row

const DOWNSAMPLE_STRIDE: u32 = 65536u;

@compute @workgroup_size(256)
fn downsample_viewport_cull(@builtin(global_invocation_id) id: vec3<u32>) {
  let index = id.y * DOWNSAMPLE_STRIDE + id.x;
  if (index >= uniforms.count) { return; }

  let point = get_point(index);
  let pos = uniforms.matrix * point.position;

  // Check if point is in viewport [-1, 1]
  let in_viewport = pos.x >= -1.0 && pos.x <= 1.0 && pos.y >= -1.0 && pos.y <= 1.0;

  if (in_viewport) {
    // Increment visible count
    atomicAdd(&downsample_counters[0], 1u);

    // Lookup density at this point's location from blur_buffer
    let width = uniforms.density_width;
    let height = uniforms.density_height;
    let dx = (pos.x + 1.0) / 2.0 * f32(width) - 0.5;
    let dy = (pos.y + 1.0) / 2.0 * f32(height) - 0.5;
    let ix = clamp(i32(dx), 0, width - 1);
    let iy = clamp(i32(dy), 0, height - 1);

    // Sum density across all categories at this grid cell
    var density: f32 = 0.0;
    for (var c: u32 = 0; c < uniforms.category_count; c++) {
      let offset = iy * width + ix + i32(c) * (width * height);
      density += f32(blur_buffer[offset]);
    }
    // Store density (positive = visible). Add small epsilon to ensure > 0.
    density = min(max(density, 0.0001), 65535.0);
    point_data[index] = density;

    // Track max density using fixed-point atomics
    let density_fixed = u32(density * 65536.0);
    atomicMax(&downsample_counters[1], density_fixed);
  } else {
    // Not visible: store -1.0
    point_data[index] = -1.0;
  }
}

// =====================================================
// Downsampling Pass 2: Probabilistic acceptance
// =====================================================

@compute @workgroup_size(256)
fn downsample_density_sample(@builtin(global_invocation_id) id: vec3<u32>) {
  let index = id.y * DOWNSAMPLE_STRIDE + id.x;
  if (index >= uniforms.count) { return; }

  let density = point_data[index];

  // Not visible (density < 0)
  if (density < 0.0) {
    return;
  }

  let visible_count = atomicLoad(&downsample_counters[0]);
  let render_limit = downsample_uniforms.render_limit;

  // If visible count is within limit, accept all visible points (keep positive density)
  if (visible_count <= render_limit) {
    return; // Keep positive value = accepted
  }

  // Compute acceptance probability based on density
  let max_density_fixed = atomicLoad(&downsample_counters[1]);
  let max_density = f32(max_density_fixed) / 65536.0;

  // Base acceptance rate
  let base_rate = f32(render_limit) / f32(visible_count);

  // Density-based modulation: lower density = higher acceptance
  let normalized_density = select(0.0, density / max_density, max_density > 0.0001);
  let density_weight = downsample_uniforms.density_weight;

  // Inverse density weighting: sparse areas get higher probability
  let inverse_weight = 1.0 / (1.0 + normalized_density * density_weight);

  // Compute final probability (scale by ~2 to compensate for average inverse_weight)
  let final_prob = min(1.0, base_rate * inverse_weight * 2.0);

  // Deterministic random for frame stability (based on point index + frame seed)
  let seed = index ^ downsample_uniforms.frame_seed;
  let rand = random_float(seed);

  // If not accepted, set to negative (marks as rejected)
  if (rand >= final_prob) {
    point_data[index] = -1.0;
  }
}

// =====================================================
// Draw points with downsampling
// =====================================================

@vertex
fn points_downsampled_vs(
  @builtin(instance_index) instance: u32,
  @builtin(vertex_index) part: u32,
) -> PointsVertexOutput {
  var out: PointsVertexOutput;

  let point_data = point_data_read[instance];
  if (point_data < 0.0) {
    // To discard a point, we set a out-of-viewport position. This avoids fragment costs.
    out.position = vec4<f32>(-1000, -1000, 0.0, 1.0);
    return out;
  }

  let framebuffer_size = vec2(f32(uniforms.framebuffer_width), f32(uniforms.framebuffer_height));
  let alpha = uniforms.point_alpha * uniforms.points_alpha;
  let dp = vec2<f32>(f32(part % 2), f32(part / 2)) * 2.0 - 1.0;
  let point = get_point(instance);
  let pos = uniforms.matrix * point.position;
  out.position = vec4<f32>(pos.xy + dp * uniforms.point_size / framebuffer_size * 2.0, 0.0, 1.0);
  out.dp = vec3(dp, uniforms.point_size);
  out.color = uniforms.category_colors[point.category] * alpha;
  return out;
}
`,Wu=class{props;viewport;df;device;module;uniforms;context;renderInputs;dataBuffers;renderer;constructor(t,e,n,r,i){this.context=t,this.props={mode:"points",colorScheme:"light",x:new Float32Array,y:new Float32Array,category:null,categoryCount:1,categoryColors:null,viewportX:0,viewportY:0,viewportScale:1,pointSize:1,pointAlpha:1,pointsAlpha:1,densityScaler:1,densityBandwidth:1,densityQuantizationStep:.1,contoursAlpha:1,densityAlpha:1,gamma:2.2,width:r,height:i,downsampleMaxPoints:4e6,downsampleDensityWeight:5},this.viewport=new Gn({x:0,y:0,scale:1},r,i),this.df=new bn;let a=this.df;this.renderInputs={mode:a.value(this.props.mode),colorScheme:a.value(this.props.colorScheme),xData:a.value(this.props.x),yData:a.value(this.props.y),categoryData:a.value(this.props.category),categoryCount:a.value(this.props.categoryCount),categoryColors:a.value(this.props.categoryColors),matrix:a.value(Vo()),width:a.value(r),height:a.value(i),pointSize:a.value(this.props.pointSize),densityBandwidth:a.value(this.props.densityBandwidth),downsampleMaxPoints:a.value(this.props.downsampleMaxPoints),downsampleDensityWeight:a.value(this.props.downsampleDensityWeight)},this.device=a.value(e),this.dataBuffers=ju(a,this.device,this.renderInputs),this.module=a.derive([this.device],l=>l.createShaderModule({code:Xu})),this.uniforms=Cu(a,this.device),this.renderer=Hu(a,this.device,this.module,this.uniforms,n,this.renderInputs,this.dataBuffers)}setProps(t){let e=!1,n;for(n in t)t[n]!==this.props[n]&&(this.props[n]=t[n],e=!0);return this.viewport.update({x:this.props.viewportX,y:this.props.viewportY,scale:this.props.viewportScale},this.props.width,this.props.height),this.renderInputs.mode.value=this.props.mode,this.renderInputs.colorScheme.value=this.props.colorScheme,this.renderInputs.xData.value=this.props.x,this.renderInputs.yData.value=this.props.y,this.renderInputs.categoryData.value=this.props.category,this.renderInputs.categoryColors.value=this.props.categoryColors,this.props.category==null?this.renderInputs.categoryCount.value=1:this.renderInputs.categoryCount.value=this.props.categoryCount,this.renderInputs.matrix.value=this.viewport.matrix(),this.renderInputs.width.value=this.props.width,this.renderInputs.height.value=this.props.height,this.renderInputs.pointSize.value=this.props.pointSize,this.renderInputs.densityBandwidth.value=this.props.densityBandwidth,this.renderInputs.downsampleMaxPoints.value=this.props.downsampleMaxPoints,this.renderInputs.downsampleDensityWeight.value=this.props.downsampleDensityWeight,e}render(){this.renderer.value(this.props,this.context.getCurrentTexture().createView())}destroy(){this.df.destroy()}async densityMap(t,e,n,r){let i=this.df.subgraph(),{x:a,y:l,scale:s}=r,o=[s,0,0,0,s,0,-a*s,-l*s,1],u=Xo(o),f=await Qu(i,this.device,this.module,this.uniforms,i.value(t),i.value(e),i.value(n),i.value(o),this.dataBuffers).value();return i.destroy(),{data:f,width:t,height:e,coordinateAtPixel:(c,d)=>{let h=Yo([c/t*2-1,d/e*2-1,1],u);return{x:h[0],y:h[1]}}}}};function ju(t,e,n){let r=GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_DST,i=t.derive([n.xData],s=>s.length),a=t.derive([i],s=>s*4),l=i;return{x:t.statefulDerive([e,t.statefulDerive([e,a,r],Zt),n.xData],Qn),y:t.statefulDerive([e,t.statefulDerive([e,a,r],Zt),n.yData],Qn),category:t.statefulDerive([e,t.statefulDerive([e,l,r],Zt),n.categoryData],Qn),count:i}}function na(t,e,n,r,i,a,l){let s="rgba16float",o="r16float",u=GPUTextureUsage.RENDER_ATTACHMENT|GPUTextureUsage.TEXTURE_BINDING,f=t.statefulDerive([e,n,r,s,u],ii),c=t.statefulDerive([e,n,r,o,u],ii),d=t.derive([i,a,l],(v,g,y)=>v*g*y*4),h=t.derive([i,a,l],(v,g,y)=>v*g*y*2);return{colorTexture:f,alphaTexture:c,colorTextureFormat:s,alphaTextureFormat:o,countBuffer:t.statefulDerive([e,d,GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_DST|GPUBufferUsage.COPY_SRC],Zt),blurBuffer:t.statefulDerive([e,h,GPUBufferUsage.STORAGE],Zt)}}function Hu(t,e,n,r,i,a,l){let s=t.derive([a.densityBandwidth],B=>Math.ceil(B*3)+1),o=t.derive([a.width,s],(B,C)=>B+C*2),u=t.derive([a.height,s],(B,C)=>B+C*2),f=t.derive([o],B=>Math.ceil(B/4)),c=t.derive([u],B=>Math.ceil(B/4)),d=na(t,e,o,u,f,c,a.categoryCount),h=Zo(t,e,r.buffer,l,d),v=Iu(t,e,l.count,a.downsampleMaxPoints),g=Ko(t,e,n,h,l,d),y=Ou(t,e,n,h,l,d),b=$u(t,e,n,h,v,d),A=Gu(t,e,n,h,d),x=qu(t,e,n,i,h),w=ta(t,e,n,h,o,u,a.categoryCount),S=t.derive([h.layouts],B=>B),P=Nu(t,e,n,t.derive([S],B=>B.group0),t.derive([S],B=>B.group1),d.blurBuffer,h.group0,h.group1,v,l),U=t.derive([a.densityBandwidth,o,f],(B,C,Z)=>ea(B/C*Z)),V=t.derive([a.categoryColors,a.categoryCount],(B,C)=>(B??=xn(C),B.map(Z=>Or(Z))));return t.derive([e,o,u,f,c,r.update,l.count,a.matrix,V,y,b,x,g,w,A,P,U],(B,C,Z,rt,tt,yt,it,At,R,ft,dt,ee,he,ne,j,Mt,Ut)=>(X,We)=>{let Pe=X.colorScheme=="light"?[1,1,1,1]:[0,0,0,1],pe=X.width/C,ve=X.height/Z,ct=$r([pe,0,0,0,ve,0,0,0,1],At);yt({count:it,category_count:X.categoryCount,framebuffer_width:C,framebuffer_height:Z,density_width:rt,density_height:tt,gamma:X.gamma,point_size:Math.max(X.mode=="points"?3:1,X.pointSize),point_alpha:X.pointAlpha,points_alpha:X.pointsAlpha,density_scaler:X.densityScaler/16,quantization_step:X.densityQuantizationStep,density_alpha:X.densityAlpha,contours_alpha:X.contoursAlpha,matrix:ct,view_xy_scaler:[1/pe,1/ve],kde_causal:Ut.kde_causal,kde_anticausal:Ut.kde_anticausal,kde_a:Ut.kde_a,background_color:Pe,category_colors:R});let I=B.createCommandEncoder(),re=X.downsampleMaxPoints,je=re===null||re===1/0||!Number.isFinite(re)||re<=0?null:re;je!==null&&it>je?(he(I),ne(I),Mt(I,{maxPoints:je,densityWeight:X.downsampleDensityWeight,frameSeed:42}),dt(I,it),X.mode=="density"&&(X.densityAlpha>0||X.contoursAlpha>0)&&j(I)):(ft(I),X.mode=="density"&&(X.densityAlpha>0||X.contoursAlpha>0)&&(he(I),ne(I),j(I))),ee(I,We),B.queue.submit([I.finish()])})}function Qu(t,e,n,r,i,a,l,s,o){let u=na(t,e,i,a,i,a,t.value(1)),f=Zo(t,e,r.buffer,o,u),c=Ko(t,e,n,f,o,u),d=ta(t,e,n,f,i,a,t.value(1));return t.derive([e,i,a,o.count,r.update,l,s,c,d,u.countBuffer],(h,v,g,y,b,A,x,w,S,P)=>()=>{let U=h.createCommandEncoder(),V=ea(A);b({count:y,category_count:1,framebuffer_width:v,framebuffer_height:g,density_width:v,density_height:g,gamma:1,point_size:0,point_alpha:0,points_alpha:0,density_scaler:0,quantization_step:0,density_alpha:0,contours_alpha:0,matrix:x,view_xy_scaler:[1,1],kde_causal:V.kde_causal,kde_anticausal:V.kde_anticausal,kde_a:V.kde_a,background_color:[0,0,0,0],category_colors:[]}),w(U),S(U);let B=h.createBuffer({size:v*g*2,usage:GPUBufferUsage.COPY_DST|GPUBufferUsage.MAP_READ});return U.copyBufferToBuffer(P,0,B,0,v*g*2),h.queue.submit([U.finish()]),B.mapAsync(GPUMapMode.READ,0,v*g*2).then(()=>Ku(B.getMappedRange()))})}function Ku(t){let e=new Uint16Array(t),n=new Uint32Array(e.length);for(let r=0;r<e.length;r++){let i=e[r]&32767,a=e[r]&32768,l=e[r]&31744;i<<=13,a<<=16,i+=939524096,i=l==0?0:i,i|=a,n[r]=i}return new Float32Array(n.buffer)}var Ke=void 0;function Zu(){return Ke??(Ke=document.createElement("canvas"),Ke.width=1,Ke.height=1),Ke.getContext("2d")}function Ju(t){let e=Zu();e.font=`${t.fontSize??10}px ${t.fontFamily??"system-ui"}`;let n=t.text.split(`
`).map(i=>e.measureText(i).width),r=(t.fontSize??10)*(t.lineSpacing??1)*n.length;return{width:n.reduce((i,a)=>Math.max(i,a)),height:r}}var Pi=null,_r=new Map;function tf(){return Pi??=new Promise((t,e)=>{let n=new Worker(new URL("./clustering.worker.js",import.meta.url),{type:"module"});n.onmessage=r=>{if(r.data.ready){t(n);return}if(r.data.id!=null){let i=_r.get(r.data.id);i!=null&&(_r.delete(r.data.id),i(r.data))}}}),Pi}function ra(t,e,n=[]){return new Promise((r,i)=>{tf().then(a=>{let l=new Date().getTime().toString()+"-"+Math.random().toString();_r.set(l,s=>{r(s.payload)}),a.postMessage({id:l,name:t,payload:e},n)})})}var ef=(t,e,n,r)=>ra("findClusters",[t,e,n,r],[t.buffer]),nf=(...t)=>ra("dynamicLabelPlacement",t);async function Di(t,e,n){let r=e.reduce((u,f)=>Math.min(u,f.level??0),0),i=e.reduce((u,f)=>Math.max(u,f.level??0),0),a=t*.5,l=t*2,s=e.map(u=>{let f={x:u.x,y:u.y},c=u.level??0,d=c==0?14:12,h;return typeof u.content=="string"?(h=Ju({text:u.content,fontSize:d,fontFamily:n}),h.width+=4,h.height+=4):h={width:u.content.width+4,height:u.content.height+4},{content:u.content,fontSize:d,bounds:{xMin:f.x-h.width/2,xMax:f.x+h.width/2,yMin:f.y-h.height/2,yMax:f.y+h.height/2},locationAtZero:f,priority:u.priority,minScale:u.level==i?null:1/(l*2**c*1.2),maxScale:u.level==r?null:1/(l*2**(c-1)),coordinate:{x:u.x,y:u.y},placement:null}}),o=await nf(s,{globalMaxScale:1/a});for(let u=0;u<o.length;u++){let f=o[u];if(f!=null){let c=1/f.minScale,d=1/f.maxScale;s[u].placement={minScale:d,maxScale:c}}}return s}var ki=ja(Xa(((t,e)=>{(function(){function n(o,u){var f=o.x-u.x,c=o.y-u.y;return f*f+c*c}function r(o,u,f){var c=u.x,d=u.y,h=f.x-c,v=f.y-d;if(h!==0||v!==0){var g=((o.x-c)*h+(o.y-d)*v)/(h*h+v*v);g>1?(c=f.x,d=f.y):g>0&&(c+=h*g,d+=v*g)}return h=o.x-c,v=o.y-d,h*h+v*v}function i(o,u){for(var f=o[0],c=[f],d,h=1,v=o.length;h<v;h++)d=o[h],n(d,f)>u&&(c.push(d),f=d);return f!==d&&c.push(d),c}function a(o,u,f,c,d){for(var h=c,v,g=u+1;g<f;g++){var y=r(o[g],o[u],o[f]);y>h&&(v=g,h=y)}h>c&&(v-u>1&&a(o,u,v,c,d),d.push(o[v]),f-v>1&&a(o,v,f,c,d))}function l(o,u){var f=o.length-1,c=[o[0]];return a(o,0,f,u,c),c.push(o[f]),c}function s(o,u,f){if(o.length<=2)return o;var c=u===void 0?1:u*u;return o=f?o:i(o,c),o=l(o,c),o}typeof define=="function"&&define.amd?define(function(){return s}):e===void 0?typeof self<"u"?self.simplify=s:window.simplify=s:(e.exports=s,e.exports.default=s)})()}))(),1);function rf(t,e){let n=t.slice();for(let r=0;r<e;r++){let i=[],a=n.length;for(let l=0;l<a;l++){let s=n[l],o=n[(l+1)%a],u={x:.75*s.x+.25*o.x,y:.75*s.y+.25*o.y},f={x:.25*s.x+.75*o.x,y:.25*s.y+.75*o.y};i.push(u,f)}n=i}return n}function of(t,e){let n=rf(t,5),r=Rs(n),i=Math.max(r.xMax-r.xMin,r.yMax-r.yMin)/100,a=(0,ki.default)(n,i),l=0;for(;a.length>e&&l<20;)i*=1.1,l+=1,a=(0,ki.default)(n,i);return a}var Ci={light:{fontFamily:"system-ui,sans-serif",clusterLabelColor:"#000",clusterLabelOutlineColor:"rgba(255,255,255,0.8)",clusterLabelOpacity:.8,statusBar:!0,statusBarTextColor:"#525252",statusBarBackgroundColor:"rgba(255,255,255,0.9)",brandingLink:{text:"Embedding Atlas",href:"https://apple.github.io/embedding-atlas"}},dark:{fontFamily:"system-ui,sans-serif",clusterLabelColor:"#ccc",clusterLabelOutlineColor:"rgba(0,0,0,0.8)",clusterLabelOpacity:.8,statusBar:!0,statusBarTextColor:"#d9d9d9",statusBarBackgroundColor:"rgba(0,0,0,0.9)",brandingLink:{text:"Embedding Atlas",href:"https://apple.github.io/embedding-atlas"}}};function af(t,e){return t==null?Ci[e]:{...Ci[e],...t,...t[e]==null?{}:t[e]}}function lf(t,e,n,r,i,a,l){let s=Math.max(r,i)/a,o=t/(n*n)/(s*s),u=1/(o/(a*a))*.2,f=Math.sqrt(t/e/(s*s)),c=(Math.min(Math.max((Math.log(n)-Math.log(f))*2,-1),1)+1)/2,d;if(l!=null)d=l*a;else{let g=.25/Math.sqrt(o);d=Math.max(.2,Math.min(5,g))*a}let h=1-c,v=.5+c*.5;return{densityScaler:u,densityAlpha:h,contoursAlpha:h,pointSize:d,pointAlpha:.7,pointsAlpha:v,densityBandwidth:20}}var sf=ce("<div></div>"),Ui=de("<circle></circle>"),uf=de("<image></image>"),ff=de('<text dominant-baseline="middle"> </text>'),Li=de("<g></g>"),cf=de("<g><!></g>"),df=ce('<div><canvas></canvas> <div><!></div> <svg role="none"><!><!><!><!></svg> <!> <!></div>');function hf(t,e){Fe(e,!0);let n=k(e,"data",19,()=>({x:new Float32Array,y:new Float32Array,category:null})),r=k(e,"categoryCount",3,1),i=k(e,"categoryColors",3,null),a=k(e,"width",3,800),l=k(e,"height",3,800),s=k(e,"pixelRatio",3,2),o=k(e,"theme",3,null),u=k(e,"config",3,null),f=k(e,"totalCount",3,null),c=k(e,"maxDensity",3,null),d=k(e,"labels",3,null),h=k(e,"queryClusterLabels",3,null),v=k(e,"tooltip",7,null),g=k(e,"selection",7,null),y=k(e,"querySelection",3,null),b=k(e,"rangeSelection",7,null),A=k(e,"defaultViewportState",3,null),x=k(e,"viewportState",7,null),w=k(e,"customTooltip",3,null),S=k(e,"customOverlay",3,null),P=k(e,"onViewportState",3,null),U=k(e,"onTooltip",3,null),V=k(e,"onSelection",3,null),B=k(e,"onRangeSelection",3,null),C=k(e,"cache",3,null),Z=k(e,"cacheIdentifier",3,void 0),rt=D(()=>u()?.colorScheme??"light"),tt=D(()=>af(o(),p(rt))),yt=D(()=>i()??xn(r())),it=D(()=>x()??A()??{x:0,y:0,scale:1}),At=D(()=>new Gn(p(it),a(),l())),R=D(()=>p(At).pixelLocationFunction()),ft=D(()=>p(At).coordinateAtPixelFunction()),dt=gt(!1);function ee(m,_){return m.x==_.x&&m.y==_.y&&m.category==_.category&&m.text==_.text}let he=D(()=>g()?.length==1&&v()!=null&&ee(g()[0],v()));function ne(m){Ce(x(),m)||(x(m),P()?.(m))}function j(m){Ce(v(),m)||(v(m),U()?.(m))}function Mt(m){Ce(g(),m)||(g(m),V()?.(m))}function Ut(m){Ce(b(),m)||(b(m),B()?.(m))}let X=gt(xe([])),We=gt(null),Pe=gt("none"),pe=D(()=>a()*s()),ve=D(()=>l()*s()),ct=gt(null),I=gt(null),re=gt(null),je=D(()=>u()?.minimumDensity??1/16),aa=D(()=>u()?.pointSize??null),la=D(()=>u()?.mode??"points"),sa=D(()=>u()?.autoLabelEnabled),ua=D(()=>u()?.downsampleMaxPoints??4e6),fa=D(()=>u()?.downsampleDensityWeight??5),qr=D(()=>lf(c()??(f()??n().x.length)/4,p(je),p(it).scale,p(pe),p(ve),s(),p(aa))),Yn=D(()=>p(qr).pointSize),Xn=!0,Vr=null;an(()=>{d()!==Vr&&(Vr=d(),Xn=!0),p(I)?.setProps({mode:p(la),colorScheme:p(rt),viewportX:p(it).x,viewportY:p(it).y,viewportScale:p(it).scale,width:p(pe),height:p(ve),x:n().x,y:n().y,category:n().category,categoryCount:r(),categoryColors:p(yt),downsampleMaxPoints:p(ua),downsampleDensityWeight:p(fa),...p(qr)})&&ca(),(p(sa)!==!1||d()!=null)&&Xn&&p(I)!=null&&n().x!=null&&n().x.length>0&&A()!=null&&(Xn=!1,ba(A()))});function Yr(){Xr=null,!(!p(ct)||!p(I))&&(p(ct).width=p(I).props.width,p(ct).height=p(I).props.height,p(ct).style.width=`${p(I).props.width/s()}px`,p(ct).style.height=`${p(I).props.height/s()}px`,p(I).render())}let Xr=null;function ca(){Xr??=requestAnimationFrame(Yr)}function Wr(m){et(re,"WebGPU is unavailable. Falling back to WebGL.");let _;function T(){if(_=m.getContext("webgl2",{antialias:!1}),_==null){console.error("Could not get WebGL 2 context");return}_.getExtension("EXT_color_buffer_float"),_.getExtension("EXT_float_blend"),_.getExtension("OES_texture_float_linear"),et(I,new Su(_,p(pe),p(ve)),!0)}T(),m.addEventListener("webglcontextlost",()=>{p(I)?.destroy(),et(I,null),_=null}),m.addEventListener("webglcontextrestored",()=>{T()})}function da(m){let _=!0;async function T(){let M=await Qa();if(M==null){console.error("Could not get WebGPU device"),_&&Wr(m);return}let L=m.getContext("webgpu");if(L==null){console.error("Could not get WebGPU canvas context"),_&&Wr(m);return}_=!1,M.addEventListener("uncapturederror",N=>{console.error("WebGPU uncaptured error:",N.error)}),M.lost.then(async N=>{console.info(`WebGPU device was lost: ${N.message}`),N.reason!="destroyed"&&(p(I)?.destroy(),et(I,null),L.unconfigure(),await T())});let F=navigator.gpu.getPreferredCanvasFormat();L.configure({device:M,format:F,alphaMode:"premultiplied"}),et(I,new Wu(L,M,F,p(pe),p(ve)),!0)}T()}function ha(m){m!=null&&x()==null&&ne(m)}an(()=>ha(A())),Ir(()=>{if(p(ct)==null)return;da(p(ct));let m=p(ct).toDataURL;p(ct).toDataURL=(..._)=>(Yr(),m.apply(p(ct),_))}),fs(()=>{p(I)?.destroy(),et(I,null)});function De(m){let _=p(ct)?.getBoundingClientRect()??{left:0,top:0};return{x:m.clientX-_.left,y:m.clientY-_.top}}function pa(m){m.preventDefault();let{x:_,y:T}=De(m);va(Math.exp(-m.deltaY/200),{x:_,y:T})}function va(m,_){let{x:T,y:M,scale:L}=p(it);j(null);let F=(A()?.scale??1)*100,N=(A()?.scale??1)*.01,J=Math.min(F,Math.max(N,L*m)),W=p(ct).getBoundingClientRect(),at=Math.max(W.width,W.height),Lt=(_.x-W.width/2)/at*2,Et=(W.height/2-_.y)/at*2;ne({x:T+Lt/L-Lt/J,y:M+Et/L-Et/J,scale:J})}function ga(m){j(null);let _="pan";p(Pe)=="none"?m.modifiers.shift&&(_=m.modifiers.meta?"lasso":"marquee"):m.modifiers.shift||(_=p(Pe));let T=De(m);switch(_){case"marquee":return{move:M=>{if(j(null),p(I)==null)return;let L=De(M),F=p(ft)(T.x,T.y),N=p(ft)(L.x,L.y);Ut({xMin:Math.min(F.x,N.x),yMin:Math.min(F.y,N.y),xMax:Math.max(F.x,N.x),yMax:Math.max(F.y,N.y)})}};case"lasso":{let M=[p(ft)(T.x,T.y)];return{move:L=>{if(j(null),p(I)==null)return;let F=De(L);M=[...M,p(ft)(F.x,F.y)],M.length>=3&&Ut(of(M,24))}}}case"pan":{let M=p(ft)(0,0),L=p(ft)(1,1),F=M.x-L.x,N=M.y-L.y,J=p(it).x,W=p(it).y;return{move:at=>{ne({x:J+(at.clientX-m.clientX)*F,y:W+(at.clientY-m.clientY)*N,scale:p(it).scale})}}}}}async function ya(m){if(b()!=null)Ut(null);else{let _=await jr(De(m));if(_==null)Mt([]),j(null);else if(m.modifiers.shift||m.modifiers.ctrl||m.modifiers.meta){let T=g()?.findIndex(M=>M.x==_.x&&M.y==_.y&&M.category==_.category);g()==null||T==null||T<0?(Mt([...g()??[],_]),j(_)):(Mt([...g().slice(0,T),...g().slice(T+1)]),j(null))}else Mt([_]),j(_)}}let Wn=Ts(async m=>{let _=m?De(m):null;if(g()!=null&&g().length==1){let T=p(R)(g()[0].x,g()[0].y);_!=null&&Ms(_,T)<10&&j(g()[0])}else j(await jr(_))},()=>v()!=null);function ma(m){m==null?Wn(null):p(dt)||Wn(m)}an(()=>{p(dt)&&Wn(null)});async function jr(m){if(p(I)==null||m==null||y()==null)return null;let{x:_,y:T}=p(ft)(m.x,m.y),M=Math.abs(p(ft)(m.x+1,m.y).x-_);return await y()(_,T,M)}async function Hr(m,_,T,M=.005){let L=await m.densityMap(1e3,1e3,_,T),F=await ef(L.data,L.width,L.height),N=[];for(let W=0;W<F.length;W++){let at=F[W],Lt=L.coordinateAtPixel(at.meanX,at.meanY),Et=at.boundaryRectApproximation.map(([zt,ke,Hn,oe])=>{let ht=L.coordinateAtPixel(zt,ke),It=L.coordinateAtPixel(Hn,oe);return{xMin:Math.min(ht.x,It.x),xMax:Math.max(ht.x,It.x),yMin:Math.min(ht.y,It.y),yMax:Math.max(ht.y,It.y)}});N.push({x:Lt.x,y:Lt.y,sumDensity:at.sumDensity,rects:Et,bandwidth:_})}let J=N.reduce((W,at)=>Math.max(W,at.sumDensity),0);return N.filter(W=>W.sumDensity/J>M)}async function xa(m){if(p(I)==null||h()==null)return[];let _=await ri({autoLabel:{version:3,identifier:Z(),viewport:m,stopWords:u()?.autoLabelStopWords,densityThreshold:u()?.autoLabelDensityThreshold}});if(C()!=null){let F=await C().get(_);if(F!=null)return F}let T=await Hr(p(I),10,m,u()?.autoLabelDensityThreshold??.005);T=T.concat(await Hr(p(I),5,m));let M=await h()(T.map(F=>F.rects));for(let F=0;F<T.length;F++){let N=M[F];T[F].content=N,typeof N=="object"&&N&&"x"in N&&"y"in N&&N.x!=null&&N.y!=null&&(T[F].x=N.x,T[F].y=N.y)}let L=T.filter(F=>F.content!=null&&(typeof F.content!="string"||F.content.length>0)).map(F=>({x:F.x,y:F.y,content:F.content,priority:F.sumDensity,level:F.bandwidth==10?0:1}));return C()!=null&&await C().set(_,L),L}async function ba(m){let _=new Gn(m,1e3,1e3);if(p(I)!=null)if(d()!=null)et(X,await Di(_.scale(),d(),p(tt).fontFamily),!0);else{et(We,"Generating labels...");try{let T=await xa(m);et(X,await Di(_.scale(),T,p(tt).fontFamily),!0)}catch(T){console.error("Error while generating labels",T)}finally{et(We,null)}}}class wa{content;constructor(_,T){let M=document.createElement("div");this.content=M,this.update(T),_.appendChild(M)}update(_){let T=this.content;T.style.fontFamily=_.fontFamily,p(rt)=="light"?(T.style.color="#000",T.style.background="#fff",T.style.border="1px solid #000"):(T.style.color="#ccc",T.style.background="#000",T.style.border="1px solid #ccc"),T.style.borderRadius="2px",T.style.padding="5px",T.style.fontSize="12px",T.style.maxWidth="300px",T.innerText=_.tooltip.text??JSON.stringify(_.tooltip)}}function _a(m){m.addEventListener("wheel",()=>{},{passive:!0})}var He=df();let Qr;var jn=ut(He);$(jn,"",{},{position:"absolute",top:"0",left:"0"}),mr(jn,m=>et(ct,m),()=>p(ct));var wn=Q(jn,2);let Kr;var Aa=ut(wn),Ea=m=>{let _=D(()=>No(S())),T=D(()=>({location:p(R),width:a(),height:l()}));var M=Le();hs(ye(M),()=>p(_),L=>{var F=sf();Rt(F,(N,J)=>p(_)?.(N,J),()=>Go(S(),{proxy:p(T)})),H(L,F)}),H(m,M)};pt(Aa,m=>{S()&&m(Ea)}),ot(wn);var ie=Q(wn,2);$(ie,"",{},{position:"absolute",left:"0",top:"0"});var Zr=ut(ie),Ta=m=>{let _=D(()=>{let{x:J,y:W}=p(R)(v().x,v().y);return{x:J,y:W}}),T=D(()=>Math.max(3,p(Yn)/s())+1);var M=Le(),L=ye(M),F=J=>{var W=Ui();let at;xt(()=>{E(W,"cx",p(_).x),E(W,"cy",p(_).y),E(W,"r",p(T)),at=$(W,"",at,{stroke:p(rt)=="light"?"#000":"#fff","stroke-width":1,fill:"none"})}),H(J,W)},N=D(()=>isFinite(p(_).x)&&isFinite(p(_).y)&&isFinite(p(T)));pt(L,J=>{p(N)&&J(F)}),H(m,M)};pt(Zr,m=>{v()!=null&&p(I)!=null&&m(Ta)});var Jr=Q(Zr),Ma=m=>{var _=Le();Jn(ye(_),17,g,Zn,(T,M)=>{let L=D(()=>{let{x:Et,y:zt}=p(R)(p(M).x,p(M).y);return{x:Et,y:zt}}),F=D(()=>p(M).category==null?p(yt)[0]:p(yt)[p(M).category]),N=D(()=>Math.max(3,p(Yn)/s())+1);var J=Le(),W=ye(J),at=Et=>{var zt=Ui();let ke;xt(()=>{E(zt,"cx",p(L).x),E(zt,"cy",p(L).y),E(zt,"r",p(N)),ke=$(zt,"",ke,{stroke:p(rt)=="light"?"#000":"#fff","stroke-width":2,fill:p(F)})}),H(Et,zt)},Lt=D(()=>isFinite(p(L).x)&&isFinite(p(L).y)&&isFinite(p(N)));pt(W,Et=>{p(Lt)&&Et(at)}),H(T,J)}),H(m,_)};pt(Jr,m=>{g()!=null&&p(I)!=null&&m(Ma)});var ti=Q(Jr),Sa=m=>{var _=Li();Jn(_,21,()=>p(X),Zn,(T,M)=>{let L=D(()=>p(R)(p(M).coordinate.x,p(M).coordinate.y)),F=D(()=>p(At).scale()),N=D(()=>p(M).placement!=null&&p(M).placement.minScale<=p(F)&&p(F)<=p(M).placement.maxScale);var J=cf(),W=ut(J),at=Lt=>{var Et=Le(),zt=ye(Et),ke=oe=>{var ht=uf();let It;xt(()=>{E(ht,"href",p(M).content.image),E(ht,"x",-p(M).content.width/2),E(ht,"y",-p(M).content.height/2),E(ht,"width",p(M).content.width),E(ht,"height",p(M).content.height),It=$(ht,"",It,{"user-select":"none","-webkit-user-select":"none",opacity:p(tt).clusterLabelOpacity})}),H(oe,ht)},Hn=oe=>{let ht=D(()=>p(M).content.split(`
`));var It=Li();Jn(It,21,()=>p(ht),Zn,(ka,Ca,Ua)=>{var ge=ff();E(ge,"x",0);let ni;var La=ut(ge,!0);ot(ge),xt(()=>{E(ge,"y",(Ua-(p(ht).length-1)/2)*p(M).fontSize),E(ge,"font-size",p(M).fontSize),ni=$(ge,"",ni,{"paint-order":"stroke","stroke-width":"4","stroke-linejoin":"round","stroke-linecap":"round","text-anchor":"middle",fill:p(tt).clusterLabelColor,stroke:p(tt).clusterLabelOutlineColor,opacity:p(tt).clusterLabelOpacity,"user-select":"none","-webkit-user-select":"none","font-family":p(tt).fontFamily}),ln(La,p(Ca))}),H(ka,ge)}),ot(It),H(oe,It)};pt(zt,oe=>{typeof p(M).content=="string"?oe(Hn,-1):oe(ke)}),H(Lt,Et)};pt(W,Lt=>{p(N)&&Lt(at)}),ot(J),xt(()=>E(J,"transform",`translate(${p(L).x??""},${p(L).y??""})`)),H(T,J)}),ot(_),H(m,_)};pt(ti,m=>{m(Sa)});var Ra=Q(ti),Fa=m=>{var _=Le(),T=ye(_),M=F=>{Bs(F,{get value(){return b()},get pointLocation(){return p(R)}})},L=F=>{Es(F,{get value(){return b()},onChange:Ut,get pointLocation(){return p(R)},get coordinateAtPoint(){return p(ft)},preventHover:N=>{et(dt,N,!0)}})};pt(T,F=>{b()instanceof Array?F(M):F(L,-1)}),H(m,_)};pt(Ra,m=>{b()!=null&&p(I)!=null&&m(Fa)}),ot(ie),Rt(ie,(m,_)=>Nt?.(m,_),()=>({click:ya,drag:ga,hover:ma}));var ei=Q(ie,2),Ba=m=>{let _=D(()=>p(R)(v().x,v().y));{let T=D(()=>Math.max(3,p(Yn)/s())),M=D(()=>w()??{class:wa,props:{colorScheme:p(rt),fontFamily:p(tt).fontFamily}});$s(m,{get location(){return p(_)},get allowInteraction(){return p(he)},get targetHeight(){return p(T)},get customTooltip(){return p(M)},get tooltip(){return v()}})}};pt(ei,m=>{v()!=null&&p(I)!=null&&m(Ba)});var Pa=Q(ei,2),Da=m=>{{let _=D(()=>p(We)??p(re)),T=D(()=>1/(p(R)(1,0).x-p(R)(0,0).x));Ns(m,{get resolvedTheme(){return p(tt)},get statusMessage(){return p(_)},get distancePerPoint(){return p(T)},get pointCount(){return n().x.length},get selectionMode(){return p(Pe)},onSelectionMode:M=>et(Pe,M,!0)})}};pt(Pa,m=>{p(tt).statusBar&&m(Da)}),ot(He),Rt(He,m=>_a?.(m)),xt(()=>{Qr=$(He,"",Qr,{width:`${a()??""}px`,height:`${l()??""}px`,position:"relative"}),Kr=$(wn,"",Kr,{width:`${a()??""}px`,height:`${l()??""}px`,position:"absolute",top:"0",left:"0"}),E(ie,"width",a()),E(ie,"height",l())}),Zl("wheel",ie,pa),H(t,He),Be()}function ia(t,e,n=0,r=t.length-1,i=pf){for(;r>n;){if(r-n>600){let o=r-n+1,u=e-n+1,f=Math.log(o),c=.5*Math.exp(2*f/3),d=.5*Math.sqrt(f*c*(o-c)/o)*(u-o/2<0?-1:1);ia(t,e,Math.max(n,Math.floor(e-u*c/o+d)),Math.min(r,Math.floor(e+(o-u)*c/o+d)),i)}let a=t[e],l=n,s=r;for(Ze(t,n,e),i(t[r],a)>0&&Ze(t,n,r);l<s;){for(Ze(t,l,s),l++,s--;i(t[l],a)<0;)l++;for(;i(t[s],a)>0;)s--}i(t[n],a)===0?Ze(t,n,s):(s++,Ze(t,s,r)),s<=e&&(n=s+1),e<=s&&(r=s-1)}}function Ze(t,e,n){let r=t[e];t[e]=t[n],t[n]=r}function pf(t,e){return t<e?-1:+(t>e)}var Je=new Float32Array;function zi(t){let e=t.length;if(e===0)return 0;Je.length<e&&(Je=new Float32Array(e)),Je.set(t);let n=Math.floor(e/2);return ia(Je,n,0,e-1),Je[n]}function Ii(t){let e=t.length;if(e===0)return 0;let n=t[0],r=0,i=0;for(let s=0;s<e;s++){let o=t[s]-n;r+=o,i+=o*o}let a=r/e,l=i/e-a*a;return Math.sqrt(l>0?l:0)}var vf=256,Ni=null;function gf(t,e,n,r=0,i=0){let a=vf,l=Ni;l==null?(l=new Int32Array(a*a),Ni=l):l.fill(0);let s=0;for(let o=0;o<t.length;o++){let u=Math.floor((t[o]-r)/n)+128,f=Math.floor((e[o]-i)/n)+128;if(u<0||u>=a||f<0||f>=a)continue;let c=++l[f*a+u];c>s&&(s=c)}return s/(n*n)}function yf(t,e){Fe(e,!0);let n=k(e,"tooltip",3,null),r=k(e,"selection",3,null),i=k(e,"rangeSelection",3,null),a=k(e,"categoryColors",3,null),l=k(e,"width",3,null),s=k(e,"height",3,null),o=k(e,"pixelRatio",3,null),u=k(e,"theme",3,null),f=k(e,"config",3,null),c=k(e,"viewportState",3,null),d=k(e,"labels",3,null),h=k(e,"customTooltip",3,null),v=k(e,"customOverlay",3,null),g=k(e,"querySelection",3,null),y=k(e,"queryClusterLabels",3,null),b=k(e,"onViewportState",3,null),A=k(e,"onTooltip",3,null),x=k(e,"onSelection",3,null),w=k(e,"onRangeSelection",3,null),S=k(e,"cache",3,null),P=D(()=>B(e.data)),U=null,V=1;function B(C){let Z=1;C.category!=null&&(C.category===U?Z=V:(Z=C.category.reduce((dt,ee)=>Math.max(dt,ee),0)+1,U=C.category,V=Z));let rt=zi(C.x),tt=zi(C.y),yt=Ii(C.x),it=Ii(C.y),At=1/(Math.max(yt,it,.001)*3),R=.1/At,ft=gf(C.x,C.y,R,rt,tt);return{count:C.x.length,categoryCount:Z,maxDensity:ft,defaultViewportState:{x:rt,y:tt,scale:At*.95}}}{let C=D(()=>l()??800),Z=D(()=>s()??800),rt=D(()=>o()??2),tt=D(()=>({x:e.data.x,y:e.data.y,category:e.data.category??null}));hf(t,{get width(){return p(C)},get height(){return p(Z)},get pixelRatio(){return p(rt)},get theme(){return u()},get config(){return f()},get data(){return p(tt)},get totalCount(){return p(P).count},get maxDensity(){return p(P).maxDensity},get categoryCount(){return p(P).categoryCount},get categoryColors(){return a()},get defaultViewportState(){return p(P).defaultViewportState},get querySelection(){return g()},get queryClusterLabels(){return y()},get labels(){return d()},get customTooltip(){return h()},get customOverlay(){return v()},get tooltip(){return n()},get onTooltip(){return A()},get selection(){return r()},get onSelection(){return x()},get viewportState(){return c()},get onViewportState(){return b()},get rangeSelection(){return i()},get onRangeSelection(){return w()},get cache(){return S()}})}Be()}var oa=class{component;currentProps;constructor(t,e){this.currentProps={...e},this.component=ss({component:yf,target:t,props:e})}update(t){let e={};for(let n in t)t[n]!==this.currentProps[n]&&(e[n]=t[n],this.currentProps[n]=t[n]);this.component.$set(e)}destroy(){this.component.$destroy()}};export{oa as EmbeddingView};
