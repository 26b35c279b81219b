import { Component, useState } from "@odoo/owl";
import { useAutofocus } from "@web/core/utils/hooks";
import { Dialog } from "@web/core/dialog/dialog";

/** A reference of this device, so that a second sending after a lost answer notes nobody twice. */
function newReference() {
    return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Who comes unannounced: what as, name, firm, whom they visit, agreement. */
export class VisitorWalkUpDialog extends Component {
    static template = "hotel_reception.VisitorWalkUpDialog";
    static components = { Dialog };
    static props = {
        kinds: Array,
        privacy: [Object, Boolean],
        name: String,
        searchHosts: Function,
        letIn: Function,
        refuse: Function,
        close: Function,
    };

    setup() {
        useAutofocus();
        this.reference = newReference();
        this.state = useState({
            kind: this.props.kinds[0],
            name: this.props.name,
            firm: "",
            phone: "",
            plate: "",
            purpose: "",
            persons: 1,
            hostText: "",
            host: this.props.kinds[0]?.host || false,
            hosts: [],
            agreed: !this.props.privacy,
            refusing: false,
            reason: "",
        });
    }

    get values() {
        const { kind, host, name, firm, phone, plate, purpose, persons } = this.state;
        return { name, firm, phone, plate, purpose, persons: Number(persons) || 1, kind: kind?.id || 0, host: host ? host.id : 0 };
    }

    get notReceived() {
        return this.state.kind?.refused || this.state.kind?.unannounced === "refuse";
    }

    get ready() {
        const agreed = this.state.agreed || this.state.kind?.unannounced === "ask";
        return this.state.name.trim() && this.state.host && agreed && !this.notReceived;
    }

    chooseKind(kind) {
        this.state.kind = kind;
        this.state.host = this.state.host || kind.host;
    }

    async searchHosts() {
        this.state.host = false;
        const text = this.state.hostText;
        const hosts = await this.props.searchHosts(text);
        if (text === this.state.hostText) {
            this.state.hosts = hosts;
        }
    }

    chooseHost(host) {
        Object.assign(this.state, { host, hosts: [], hostText: "" });
    }

    async letIn() {
        await this.props.letIn(this.values, this.state.agreed, this.reference);
        this.props.close();
    }

    async refuse() {
        if (!this.state.refusing) {
            this.state.refusing = true;
            return;
        }
        await this.props.refuse(this.values, this.state.reason);
        this.props.close();
    }
}
